using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>
/// A vectorised walk over the lines of one search block, stopping at those that have a fragment in them. A line found is a
/// hint: whether it is live, and its contact still in the book, the engine has to see.
/// </summary>
internal ref struct LineScan
{
    private readonly byte[][] _needles;
    private readonly ReadOnlySpan<byte> _lines;
    private readonly ReadOnlySpan<byte> _keys;
    private readonly long _block;

    // Where each fragment was last seen, so that none is looked for twice over the same bytes.
    private Hits _next;
    private int _position;
    private int _line;

    /// <summary>Starts before the first line.</summary>
    /// <param name="needles">What is looked for, see <see cref="NeedlesOf"/>.</param>
    /// <param name="lines">The block's lines.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="block">The block's number.</param>
    public LineScan(byte[][] needles, ReadOnlySpan<byte> lines, ReadOnlySpan<byte> keys, long block)
    {
        _needles = needles;
        _lines = lines;
        _keys = keys;
        _block = block;
        ((Span<int>)_next).Fill(-1);
    }

    /// <summary>The key of the line it stopped at.</summary>
    public (ContactUid Uid, long Stamp, long Block) Current { get; private set; }

    /// <summary>The line it stopped at, without its end.</summary>
    public ReadOnlySpan<byte> CurrentLine { get; private set; }

    /// <summary>The fragments of a query as they stand in lines: at most three.</summary>
    public static byte[][] NeedlesOf(SearchQuery query)
    {
        var needles = new List<string>(Hits.Length) { query.Text };
        if (query.Digits is { } digits && digits != query.Text)
        {
            needles.Add(digits);
        }

        // Whatever holds the digits is found by them; the number is looked for where it is written otherwise.
        if (query.Phone is { } phone && !phone.ToString().Contains(query.Digits!, StringComparison.Ordinal))
        {
            needles.Add(phone.ToString());
        }

        return [.. needles.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Goes to the next line with a fragment; false if there is none.</summary>
    public bool MoveNext()
    {
        var hit = NextHit();
        if (hit < 0)
        {
            return false;
        }

        var passed = _lines[_position..hit];
        _line += passed.Count((byte)SearchText.LineEnd);
        Current = SearchLines.KeyAt(_keys, _line, _block);
        var start = _position + passed.LastIndexOf((byte)SearchText.LineEnd) + 1;
        var end = hit + _lines[hit..].IndexOf((byte)SearchText.LineEnd);
        CurrentLine = _lines[start..end];
        _position = end + 1;
        _line++;
        return true;
    }

    /// <summary>
    /// Passes over all that stands up to a place, by the block that lines were written in and the phone they begin with. The
    /// very line may be gone: its contact has changed since and the line was tidied away, or stands among others of its contact.
    /// </summary>
    public void PassOver(long block, long phone)
    {
        while (_position < _lines.Length)
        {
            var written = SearchLines.KeyAt(_keys, _line, _block).Block;
            if (written < block || (written == block && PhoneOf(_lines[_position..]) > phone))
            {
                return;
            }

            _position += _lines[_position..].IndexOf((byte)SearchText.LineEnd) + 1;
            _line++;
        }
    }

    private int NextHit()
    {
        var first = int.MaxValue;
        for (var i = 0; i < _needles.Length; i++)
        {
            if (_next[i] < _position)
            {
                var at = _lines[_position..].IndexOf(_needles[i]);
                _next[i] = at < 0 ? int.MaxValue : _position + at;
            }

            first = Math.Min(first, _next[i]);
        }

        return first == int.MaxValue ? -1 : first;
    }

    private static long PhoneOf(ReadOnlySpan<byte> line) =>
        long.Parse(line[..line.IndexOf((byte)SearchText.FieldEnd)], NumberStyles.None, CultureInfo.InvariantCulture);

    [InlineArray(Length)]
    private struct Hits
    {
        public const int Length = 3;
        private int _first;
    }
}
