using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>
/// Cuts text into records and cells, whatever the text. It follows RFC 4180, and where a file doesn't, one rule: a quote that opens a cell
/// counts as one only if it is closed properly; otherwise it is a character like any other, and the cell ends at the next delimiter.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>Closed properly is a quote with the delimiter, a line end or the file's end after it, blanks between them or not.</item>
/// <item>Text after a closing quote (<c>"Rao" Asha,98…</c>) makes the cell what stands there, quotes and all. But where the quotes hold a
/// line end, it was rather the opening quote of another row's cell that was taken for a closing one: the quote that was opened first is a
/// character.</item>
/// <item>So is one that isn't closed within <see cref="FileLimits.MaxCellLength"/> characters. A forgotten quote therefore spoils its own
/// row, and doesn't swallow the file.</item>
/// <item>A record ends at CR, LF or CRLF, mixed as they may be. Empty cells at its end are left out.</item>
/// </list>
/// </remarks>
/// <param name="source">The text.</param>
/// <param name="delimiter">What stands between cells.</param>
/// <param name="limits">What a cell and a record may have.</param>
internal sealed class DelimitedReader(TextSource source, char delimiter, FileLimits limits) : IDisposable
{
    private readonly List<string> _cells = [];
    private char[] _buffer = new char[32 * 1024];
    private int _at;
    private int _end;
    private bool _sourceEnded;
    private int _emptyCells;
    private int _recordLength;

    /// <summary>The number of the record that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The cells of the record that was read last, as far as the last that isn't empty. The list is used again for the next.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Passes over a line that is none of the table's.</summary>
    public void SkipLine()
    {
        Read();
        Number = 0;
    }

    /// <summary>Reads the next record, a blank one too. False at the end.</summary>
    /// <exception cref="FileFaultException">A cell or the record is too long, or has too many cells.</exception>
    public bool Read()
    {
        _cells.Clear();
        _emptyCells = 0;
        _recordLength = 0;
        if (_at == _end && !More())
            return false;

        Number++;
        do
        {
            Keep(ReadCell());
        }
        while (!TakeEnd());
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private void Keep(string cell)
    {
        if (cell.Length == 0)
        {
            _emptyCells++;
            return;
        }

        if (_cells.Count + _emptyCells >= limits.MaxColumns)
            throw TooLarge($"Row {Number} has more than {limits.MaxColumns} cells.");
        for (; _emptyCells > 0; _emptyCells--)
        {
            _cells.Add("");
        }

        _cells.Add(cell);
    }

    private string ReadCell()
    {
        var quote = 0;
        while (Has(quote) && _buffer[_at + quote] == ' ' && quote < limits.MaxCellLength)
        {
            quote++;
        }

        return Has(quote) && _buffer[_at + quote] == '"' ? ReadQuoted(quote) : ReadPlain(quote);
    }

    /// <summary>Reads to the delimiter or line end.</summary>
    /// <param name="scanned">Characters of the cell that are known to have none.</param>
    private string ReadPlain(int scanned)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_at + scanned, _end - _at - scanned);
            var found = rest.IndexOfAny(delimiter, '\r', '\n');
            scanned += found < 0 ? rest.Length : found;
            if (scanned > limits.MaxCellLength)
            {
                throw TooLarge($"Row {Number} has a cell of more than {limits.MaxCellLength} characters. "
                    + "If this is a table, it may have another delimiter or encoding than was taken for it.");
            }

            if (found >= 0 || !More())
                return Take(scanned, 0, scanned);
        }
    }

    /// <summary>Reads a cell that begins with a quote.</summary>
    /// <param name="open">How many blanks stand before it.</param>
    private string ReadQuoted(int open)
    {
        var start = open + 1;
        var scanned = start;
        var hasDoubled = false;
        while (true)
        {
            var found = _buffer.AsSpan(_at + scanned, _end - _at - scanned).IndexOf('"');
            scanned = found < 0 ? _end - _at : scanned + found;
            if (scanned - start > limits.MaxCellLength)
                return ReadPlain(start);
            if (found < 0)
            {
                if (!More())
                    return ReadPlain(start);
                continue;
            }

            if (Has(scanned + 1) && _buffer[_at + scanned + 1] == '"')
            {
                hasDoubled = true;
                scanned += 2;
                continue;
            }

            var after = scanned + 1;
            while (Has(after) && _buffer[_at + after] == ' ' && after - start <= limits.MaxCellLength)
            {
                after++;
            }

            if (!Has(after) || _buffer[_at + after] is var c && (c == delimiter || c is '\r' or '\n'))
            {
                var text = Take(after, start, scanned - start);
                return hasDoubled ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
            }

            var holdsLineEnd = _buffer.AsSpan(_at + start, scanned - start).ContainsAny('\r', '\n');
            return ReadPlain(holdsLineEnd ? start : after);
        }
    }

    private string Take(int length, int textStart, int textLength)
    {
        _recordLength += length + 1;
        if (_recordLength > limits.MaxRowLength)
            throw TooLarge($"Row {Number} has more than {limits.MaxRowLength} characters.");

        var text = textLength == 0 ? "" : new string(_buffer, _at + textStart, textLength);
        _at += length;
        return text;
    }

    /// <summary>Takes what ends a cell. True if it ends the record too.</summary>
    private bool TakeEnd()
    {
        if (!Has(0))
            return true;
        var c = _buffer[_at++];
        if (c == delimiter)
            return false;
        if (c == '\r' && Has(0) && _buffer[_at] == '\n')
            _at++;
        return true;
    }

    private bool Has(int offset)
    {
        while (_at + offset >= _end)
        {
            if (!More())
                return false;
        }

        return true;
    }

    /// <summary>Reads on. What isn't taken yet moves to the buffer's front.</summary>
    private bool More()
    {
        if (_sourceEnded)
            return false;

        var kept = _buffer.AsSpan(_at, _end - _at);
        if (kept.Length > _buffer.Length / 2)
        {
            var larger = new char[2 * _buffer.Length];
            kept.CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            kept.CopyTo(_buffer);
        }

        (_at, _end) = (0, kept.Length);
        var count = source.Read(_buffer.AsSpan(_end));
        _end += count;
        _sourceEnded = count == 0;
        return count > 0;
    }

    private static FileFaultException TooLarge(string message) => new(FileFaultCode.TooLarge, message);
}
