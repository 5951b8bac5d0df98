using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>The rounds of uploads alone, searches alone and both together, as a table.</summary>
internal sealed class UnderLoadFigures
{
    private readonly List<(Turn Uploading, Turn Searching, Turn Both)> _rounds = [];

    public void Add(Turn uploading, Turn searching, Turn both) => _rounds.Add((uploading, searching, both));

    /// <summary>Each figure is the median of the rounds' own; ratios are of the two in the same round.</summary>
    public void WriteTo(ResultFile result)
    {
        result.Table(
            ["what", "alone", "both together", "ratio (min–max)"],
            [
                Row("contacts uploaded a second, 4 clients", "N0", of => of.ContactsRate, round => round.Uploading),
                Row("upload, p50 ms", "F1", of => ContestFigures.Percentile(of.Uploads.Milliseconds, 0.5), round => round.Uploading),
                Row("upload, p99 ms", "F1", of => ContestFigures.Percentile(of.Uploads.Milliseconds, 0.99), round => round.Uploading),
                Row("searches a second, 10 searchers", "N0", of => of.SearchRate, round => round.Searching),
                Row("search, p50 ms", "F1", of => ContestFigures.Percentile(of.Searches.Milliseconds, 0.5), round => round.Searching),
                Row("search, p99 ms", "F1", of => ContestFigures.Percentile(of.Searches.Milliseconds, 0.99), round => round.Searching),
            ]);
    }

    private string[] Row(string what, string format, Func<Turn, double> of, Func<(Turn Uploading, Turn Searching, Turn Both), Turn> alone)
    {
        var ratios = _rounds.Select(round => of(round.Both) / of(alone(round))).ToList();
        return
        [
            what,
            Median(_rounds.Select(round => of(alone(round))), format),
            Median(_rounds.Select(round => of(round.Both)), format),
            $"{Median(ratios, "F2")} ({Median([ratios.Min()], "F2")}–{Median([ratios.Max()], "F2")})",
        ];
    }

    private static string Median(IEnumerable<double> values, string format) => ContestFigures.Percentile(values, 0.5).ToString(format, CultureInfo.InvariantCulture);
}
