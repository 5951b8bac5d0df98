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
        _text.Append(ResultText.Head(title, command));
    }

    public void Heading(string text) => _text.Append("## ").Append(text).Append("\n\n");

    /// <summary>A table; all columns but the first hold figures.</summary>
    public void Table(IReadOnlyCollection<string> columns, IEnumerable<IReadOnlyCollection<string>> rows) => _text.Append(ResultText.Table(columns, rows));

    public void Note(string text) => _text.Append(text).Append("\n\n");

    /// <summary>Writes what there is so far: a run that is cut off leaves what it had measured.</summary>
    public void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, ToString());
    }

    public override string ToString() => _text.ToString().TrimEnd() + "\n";
}
