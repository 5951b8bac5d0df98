using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>A contest as a table for each kind of rows.</summary>
internal static class ContestReport
{
    /// <param name="title">What was measured.</param>
    /// <param name="command">The command that did it.</param>
    /// <param name="figures">What it came to.</param>
    /// <param name="floor">What rates are held against.</param>
    /// <param name="clientsOfFloor">With how many clients the floor is measured to be held against so many.</param>
    /// <param name="notes">What else is to be known, a line each.</param>
    public static string ToMarkdown(string title, string command, ContestFigures figures, string floor, Func<int, int> clientsOfFloor, params IEnumerable<string> notes)
    {
        var text = new StringBuilder(ResultText.Head(title, command));
        foreach (var kind in SampleUploads.Kinds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {char.ToUpperInvariant(kind[0])}{kind[1..]} rows").AppendLine();
            text.AppendLine("| who | clients | contacts/s | ratio to the floor (min–max) | p50 ms | p99 ms | processor ms an upload: server + database | memory MiB |");
            text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var (name, clients) in figures.Names.SelectMany(name => figures.ClientsOf(name).Select(clients => (name, clients))))
            {
                if (figures.Rate(name, kind, clients) is { } rate)
                {
                    text.AppendLine(Line(figures, kind, name, clients, rate, name == floor ? null : figures.Ratio(name, floor, kind, clients, clientsOfFloor(clients))));
                }
            }

            text.AppendLine();
        }

        foreach (var note in notes)
        {
            text.AppendLine(note);
        }

        return text.ToString();
    }

    private static string Line(ContestFigures figures, string kind, string name, int clients, double rate, (double Median, double Low, double High)? ratio)
    {
        var (server, database) = figures.ProcessorTime(name, kind, clients);
        var memory = figures.PeakMemory(name, clients);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {clients} | {rate:N0} | {(ratio is { } r ? $"**{Number(r.Median)}** ({Number(r.Low)}–{Number(r.High)})" : "")} | {figures.Milliseconds(name, kind, clients, 0.5):F1} | {figures.Milliseconds(name, kind, clients, 0.99):F1} | {server:F1} + {database:F1} | {(memory > 0 ? memory.Value.ToString("F0", CultureInfo.InvariantCulture) : "")} |");
    }

    private static string Number(double ratio) => ratio.ToString("F2", CultureInfo.InvariantCulture);
}
