namespace ContactBooks.Core.Phones;

/// <summary>
/// A pattern of libphonenumber's numbering data as a graph of states: what its regular expression says of strings of digits. Of the
/// language of regular expressions the data use little (digits, sets, groups, alternatives, repetitions); a pattern with anything else in
/// it is none of ours, and whoever needs it asks the library.
/// </summary>
internal sealed class DigitPattern
{
    /// <summary>The longest string that is asked about: the library parses no longer national number.</summary>
    public const int MaxLength = 17;

    private const int AnyDigit = 0x3FF;

    private readonly string _text;
    private readonly List<State> _states;
    private int _position;

    private DigitPattern(string text, List<State> states) => (_text, _states) = (text, states);

    /// <summary>A state of the graph: reading one of some digits leads to the next, or nothing at all leads to one of two.</summary>
    /// <param name="Digits">The digits that lead on, a bit each; 0 where nothing need be read.</param>
    /// <param name="Next">Where to; -1 for nowhere.</param>
    /// <param name="Other">Where else to, without reading; -1 for nowhere.</param>
    public readonly record struct State(int Digits, int Next, int Other);

    /// <summary>Adds a pattern's states to a graph.</summary>
    /// <param name="text">The regular expression.</param>
    /// <param name="states">The graph.</param>
    /// <param name="start">Where the pattern begins.</param>
    /// <param name="end">Where it has been read whole.</param>
    /// <returns>False where the expression has something in it that is not understood.</returns>
    public static bool TryAdd(string text, List<State> states, out int start, out int end)
    {
        var pattern = new DigitPattern(text, states);
        return pattern.Alternatives(out start, out end) && pattern._position == text.Length;
    }

    /// <summary>A loop at a state over any digit: whatever follows.</summary>
    public static void AddAnythingAfter(List<State> states, int end)
    {
        var loop = states.Count;
        states.Add(new(AnyDigit, end, -1));
        states[end] = new(0, loop, -1);
    }

    private bool Alternatives(out int start, out int end)
    {
        if (!Sequence(out start, out end))
            return false;

        while (_position < _text.Length && _text[_position] == '|')
        {
            _position++;
            if (!Sequence(out var otherStart, out var otherEnd))
                return false;
            start = Add(new(0, start, otherStart));
            var joined = Add(new(0, -1, -1));
            Link(end, joined);
            Link(otherEnd, joined);
            end = joined;
        }

        return true;
    }

    private bool Sequence(out int start, out int end)
    {
        start = end = Add(new(0, -1, -1));
        while (_position < _text.Length && _text[_position] is not ('|' or ')'))
        {
            if (!Repeated(ref end))
                return false;
        }

        return true;
    }

    // A repeated element is added as often as it may stand there: the counts of the data are small.
    private bool Repeated(ref int end)
    {
        var begin = _position;
        if (!Element(out var first, out var last) || !Counts(out var least, out var most))
            return false;

        var after = _position;
        for (var i = 0; i < most; i++)
        {
            if (i > 0)
            {
                _position = begin;
                if (!Element(out first, out last))
                    return false;
            }

            var done = Add(new(0, -1, -1));
            _states[end] = new(0, first, i < least ? -1 : done);
            Link(last, done);
            end = done;
        }

        _position = after;
        return true;
    }

    private bool Counts(out int least, out int most)
    {
        (least, most) = (1, 1);
        var next = _position < _text.Length ? _text[_position] : '\0';
        switch (next)
        {
            case '?':
                (least, most) = (0, 1);
                break;
            case '*':
                (least, most) = (0, MaxLength);
                break;
            case '+':
                (least, most) = (1, MaxLength);
                break;
            case '{':
                var end = _text.IndexOf('}', _position);
                if (end < 0)
                    return false;
                var counts = _text[(_position + 1)..end].Split(',');
                if (counts.Length > 2 || !int.TryParse(counts[0], out least))
                    return false;
                most = least;
                if (counts.Length == 2 && !(counts[1].Length == 0 ? (most = MaxLength) > 0 : int.TryParse(counts[1], out most)))
                    return false;
                if (most > MaxLength || least > most)
                    return false;
                _position = end;
                break;
            default:
                return true;
        }

        // A second mark after the first (a lazy or possessive one) doesn't change what is matched, but for prefixes' lengths.
        _position++;
        return _position == _text.Length || _text[_position] is not ('?' or '+' or '*' or '{');
    }

    private bool Element(out int start, out int end)
    {
        start = end = -1;
        switch (_text[_position])
        {
            case '(':
                return Group(out start, out end);
            case '[':
                return Set(out var digits) && Digit(digits, out start, out end);
            case '\\' when _text.AsSpan(_position).StartsWith(@"\d"):
                _position += 2;
                return Digit(AnyDigit, out start, out end);
            case >= '0' and <= '9' and var c:
                _position++;
                return Digit(1 << (c - '0'), out start, out end);
            default:
                return false;
        }
    }

    private bool Group(out int start, out int end)
    {
        start = end = -1;
        _position++;
        if (_text.AsSpan(_position).StartsWith("?:"))
            _position += 2;
        if (!Alternatives(out start, out end) || _position == _text.Length || _text[_position] != ')')
            return false;
        _position++;
        return true;
    }

    private bool Set(out int digits)
    {
        digits = 0;
        var end = _text.IndexOf(']', _position);
        if (end < 0)
            return false;

        var set = _text.AsSpan(_position + 1, end - _position - 1);
        _position = end + 1;
        while (!set.IsEmpty)
        {
            if (set.StartsWith(@"\d"))
            {
                digits |= AnyDigit;
                set = set[2..];
                continue;
            }

            var isRange = set.Length >= 3 && set[1] == '-';
            var (low, high) = (set[0], isRange ? set[2] : set[0]);
            if (!char.IsAsciiDigit(low) || !char.IsAsciiDigit(high))
                return false;
            for (var c = low; c <= high; c++)
                digits |= 1 << (c - '0');
            set = set[(isRange ? 3 : 1)..];
        }

        return digits != 0;
    }

    private bool Digit(int digits, out int start, out int end)
    {
        end = Add(new(0, -1, -1));
        start = Add(new(digits, end, -1));
        return true;
    }

    private void Link(int from, int to) => _states[from] = new(0, to, -1);

    private int Add(State state)
    {
        _states.Add(state);
        return _states.Count - 1;
    }
}
