using System.Buffers;
using System.Text;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>
/// Writes CSV as RFC 4180 has it, in UTF-8. No cell of it runs in a spreadsheet (<see cref="InertText"/>); <see cref="DelimitedTable"/>
/// gives the texts back as they were.
/// </summary>
/// <param name="output">Gets the bytes; it is left open.</param>
/// <param name="delimiter">What stands between cells: comma, semicolon, tab or pipe.</param>
/// <param name="hasByteOrderMark">Whether the file begins with one, without which Excel takes it for another encoding.</param>
public sealed class DelimitedWriter(Stream output, char delimiter = ',', bool hasByteOrderMark = false) : ITableWriter
{
    // In quotes wherever any program might cut or trim.
    private static readonly SearchValues<char> Cutting = SearchValues.Create("\",;|\t\r\n");

    private readonly StreamWriter _text = new(output, new UTF8Encoding(hasByteOrderMark), bufferSize: 16 * 1024, leaveOpen: true);

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns) => Write(columns);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                _text.Write(delimiter);
            WriteCell(InertText.Of(cells[i]));
        }

        _text.Write("\r\n");
    }

    /// <inheritdoc/>
    public void End() => _text.Flush();

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private void WriteCell(string cell)
    {
        if (!cell.AsSpan().ContainsAny(Cutting) && !HasOuterBlank(cell))
        {
            _text.Write(cell);
            return;
        }

        _text.Write('"');
        _text.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        _text.Write('"');
    }

    private static bool HasOuterBlank(string cell) => cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]));
}
