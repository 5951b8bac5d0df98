namespace ContactBooks.Core.Files.Text;

/// <summary>The lines of a text, which end at CR, LF or CRLF. A line that is longer than any may be comes cut.</summary>
/// <param name="source">The text.</param>
/// <param name="maxLength">Characters of a line.</param>
internal sealed class TextLines(TextSource source, int maxLength) : IDisposable
{
    private char[] _buffer = new char[32 * 1024];
    private int _at;
    private int _end;
    private bool _afterReturn;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether that line is cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the next line, an empty one too. False at the end.</summary>
    /// <param name="line">The line without its end; good until the next is read.</param>
    public bool Read(out ReadOnlySpan<char> line)
    {
        IsCut = false;
        PassLineFeed();
        line = default;
        if (_at == _end && !More())
            return false;

        Number++;
        var scanned = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_at + scanned, _end - _at - scanned);
            var found = rest.IndexOfAny('\r', '\n');
            scanned += found < 0 ? rest.Length : found;
            if (scanned > maxLength)
            {
                line = CutLine(isEnded: found >= 0, scanned);
                return true;
            }

            if (found < 0 && More())
                continue;

            line = _buffer.AsSpan(_at, scanned);
            _at += scanned;
            if (found >= 0)
                _afterReturn = _buffer[_at++] == '\r';
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    // What is passed over would overwrite the line's beginning, so that is set apart.
    private char[] CutLine(bool isEnded, int scanned)
    {
        IsCut = true;
        var line = _buffer.AsSpan(_at, maxLength).ToArray();
        _at += scanned;
        while (!isEnded && (_at < _end || More()))
        {
            var found = _buffer.AsSpan(_at, _end - _at).IndexOfAny('\r', '\n');
            isEnded = found >= 0;
            _at = isEnded ? _at + found : _end;
        }

        if (isEnded)
            _afterReturn = _buffer[_at++] == '\r';
        return line;
    }

    private void PassLineFeed()
    {
        if (_afterReturn && (_at < _end || More()) && _buffer[_at] == '\n')
            _at++;
        _afterReturn = false;
    }

    private bool More()
    {
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
        return count > 0;
    }
}
