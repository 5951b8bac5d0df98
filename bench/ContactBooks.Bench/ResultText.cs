using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>What files of results have in common, as Markdown.</summary>
internal static class ResultText
{
    /// <summary>What each begins with: what was measured, by which command, on which day and machine.</summary>
    public static string Head(string title, string command) => string.Create(
        CultureInfo.InvariantCulture,
        $"# {title}\n\n`{command}`\n\n{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}. Clients, server and database share the cores.\n\n");

    /// <summary>A table; all columns but the first hold figures.</summary>
    public static string Table(IReadOnlyCollection<string> columns, IEnumerable<IReadOnlyCollection<string>> rows)
    {
        var text = new StringBuilder($"| {string.Join(" | ", columns)} |\n| --- |{string.Concat(columns.Skip(1).Select(_ => " ---: |"))}\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }

        return text.Append('\n').ToString();
    }
}
