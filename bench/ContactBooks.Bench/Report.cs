using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>Figures of one run as a Markdown table: medians over the rounds, and ratios within each round.</summary>
internal sealed class Report(string title, string ratioTo = "the floor")
{
    private readonly List<(string Kind, string What, double Rate, double? Ratio, List<double>? Times)> _rates = [];
    private readonly List<(string What, List<double> Times)> _times = [];
    private readonly List<(string[] Head, List<string[]> Rows)> _tables = [];
    private readonly List<string> _notes = [];

    /// <summary>One round's contacts per second, and what it is measured against in the same round.</summary>
    public void Add(string kind, string what, double rate, List<double>? times, double? against = null) =>
        _rates.Add((kind, what, rate, rate / against, times));

    /// <summary>The times of single requests, in milliseconds.</summary>
    public void AddTimes(string what, List<double> times) => _times.Add((what, times));

    /// <summary>A table of another shape; it stands before the others.</summary>
    /// <param name="head">The columns' names.</param>
    /// <param name="rows">The rows, cell by cell.</param>
    public void AddTable(string[] head, IEnumerable<string[]> rows) => _tables.Add((head, [.. rows]));

    public void Note(string text) => _notes.Add(text);

    public string ToMarkdown(string command)
    {
        var text = new StringBuilder(ResultText.Head(title, command));
        foreach (var (head, rows) in _tables)
        {
            text.Append(ResultText.Table(head, rows));
        }

        if (_rates.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| rows | what | contacts/s | ratio to {ratioTo} (min–max) | p50 ms | p99 ms |");
            text.AppendLine("| --- | --- | ---: | ---: | ---: | ---: |");
            foreach (var group in _rates.GroupBy(r => (r.Kind, r.What)))
            {
                var ratios = group.Select(g => g.Ratio).OfType<double>().ToList();
                var times = group.SelectMany(g => g.Times ?? []).ToList();
                text.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key.Kind} | {group.Key.What} | {Median(group.Select(g => g.Rate)):N0} | {Ratio(ratios)} | {Milliseconds(times, 0.5)} | {Milliseconds(times, 0.99)} |");
            }
        }

        if (_times.Count > 0)
        {
            text.AppendLine("| what | p50 ms | p99 ms |").AppendLine("| --- | ---: | ---: |");
            foreach (var (what, times) in _times)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {Milliseconds(times, 0.5)} | {Milliseconds(times, 0.99)} |");
            }
        }

        text.AppendLine();
        foreach (var note in _notes)
        {
            text.AppendLine(note);
        }

        return text.ToString();
    }

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values) => ContestFigures.Percentile(values, 0.5);

    /// <summary>Ratios of several rounds: their median, the least and the most.</summary>
    public static string Ratio(List<double> ratios) => ratios.Count == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"**{Median(ratios):F2}** ({ratios.Min():F2}–{ratios.Max():F2})");

    private static string Milliseconds(List<double> times, double share)
    {
        var value = times.Count == 0 ? double.NaN : ContestFigures.Percentile(times, share);
        return double.IsNaN(value) ? "" : value.ToString(value < 1 ? "F2" : "F1", CultureInfo.InvariantCulture);
    }
}
