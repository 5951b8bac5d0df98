using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>A file of results in Markdown: what was measured, by which command and on what, then tables and notes.</summary>
internal sealed class ResultFile
{
    private readonly StringBuilder _text = new();
    private readonly string _path;

    /// <param name="path">Where it is written.</param>
    /// <param name="title">What was measured.</param>
    /// <param name="command">The command that did it.</param>
    public ResultFile(string path, string title, string command)
    {
        _path = path;
        Line($"# {title}");
        Line();
        Line($"`{command}`");
        Line();
        Line($"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}. Clients, server and database share the cores.");
        Line();
    }

    public void Heading(string text)
    {
        Line($"## {text}");
        Line();
    }

    /// <summary>A table; all columns but the first hold figures.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line($"| {string.Join(" | ", columns)} |");
        Line($"| --- |{string.Concat(columns.Skip(1).Select(_ => " ---: |"))}");
        foreach (var row in rows)
        {
            Line($"| {string.Join(" | ", row)} |");
        }

        Line();
    }

    public void Note(string text)
    {
        Line($"{text}");
        Line();
    }

    /// <summary>Writes what there is so far: a run that is cut off leaves what it had measured.</summary>
    public void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, ToString());
    }

    public override string ToString() => _text.ToString().TrimEnd() + "\n";

    private void Line(FormattableString text) => _text.AppendLine(text.ToString(CultureInfo.InvariantCulture));

    private void Line() => _text.AppendLine();
}
