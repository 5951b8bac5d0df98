using System.Runtime.CompilerServices;
using System.Text;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>
/// A vectorised search in the lines of one search block, stopping at those that have a fragment in them, or at each where nothing is
/// looked for. A line found is a hint: whether it is live, and its contact still in the book, the engine has to see.
/// </summary>
internal ref struct LineScan
{
    private readonly byte[][] _needles;
    private readonly ReadOnlySpan<byte> _lines;

    // Where each fragment was last seen, so that none is looked for twice over the same bytes.
    private Hits _next;
    private LineWalk _walk;

    /// <summary>Starts before the first line.</summary>
    /// <param name="needles">What is looked for, see <see cref="NeedlesOf"/>.</param>
    /// <param name="lines">The block's lines.</param>
    /// <param name="runs">Their runs.</param>
    /// <param name="block">The block's number.</param>
    public LineScan(byte[][] needles, ReadOnlySpan<byte> lines, ReadOnlySpan<byte> runs, long block)
    {
        _needles = needles;
        _lines = lines;
        _walk = new LineWalk(lines, runs, block);
        ((Span<int>)_next).Fill(-1);
    }

    /// <summary>The line it stopped at.</summary>
    public readonly FoundLine Current => _walk.Current;

    /// <summary>Its text, without its end.</summary>
    public readonly ReadOnlySpan<byte> CurrentText => _walk.Text;

    /// <summary>The fragments of a query as they stand in lines: at most three, and none for no query.</summary>
    public static byte[][] NeedlesOf(SearchQuery? query)
    {
        if (query is null)
        {
            return [];
        }

        // Whatever holds the text with the digits in one piece holds the digits.
        var needles = new List<string>(Hits.Length);
        if (query.Digits is null || !query.Text.Contains(query.Digits, StringComparison.Ordinal))
        {
            needles.Add(query.Text);
        }

        if (query.Digits is { } digits)
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
        if (_needles.Length == 0)
        {
            return _walk.MoveNext();
        }

        var hit = NextHit();
        return hit >= 0 && _walk.MoveTo(hit);
    }

    /// <summary>
    /// Passes over all that stands up to a place, by the block that lines were written in and the phone they begin with. The
    /// very line may be gone: its contact has changed since and the line was tidied away, or stands among others of its contact.
    /// </summary>
    public void PassOver(long block, long phone)
    {
        for (var ahead = _walk; ahead.MoveNext(); _walk = ahead)
        {
            var line = ahead.Current;
            if (line.Block < block || (line.Block == block && line.Phone > phone))
            {
                return;
            }
        }
    }

    private int NextHit()
    {
        var first = int.MaxValue;
        for (var i = 0; i < _needles.Length; i++)
        {
            if (_next[i] < _walk.Position)
            {
                var at = _lines[_walk.Position..].IndexOf(_needles[i]);
                _next[i] = at < 0 ? int.MaxValue : _walk.Position + at;
            }

            first = Math.Min(first, _next[i]);
        }

        return first == int.MaxValue ? -1 : first;
    }

    [InlineArray(Length)]
    private struct Hits
    {
        public const int Length = 3;
        private int _first;
    }
}
