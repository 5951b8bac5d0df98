using System.Buffers.Text;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>A walk over the lines of one search block, each after the one before or with a leap over many.</summary>
internal ref struct LineWalk
{
    private readonly ReadOnlySpan<byte> _lines;
    private readonly long _block;
    private ReadOnlySpan<byte> _runs;

    // The lines that are left of the run that the walk is in, and what holds for them.
    private (int Count, long Stamp, long Block) _run;

    /// <summary>Starts before the first line.</summary>
    /// <param name="lines">The block's lines.</param>
    /// <param name="runs">Their runs.</param>
    /// <param name="block">The block's number.</param>
    public LineWalk(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> runs, long block)
    {
        _lines = lines;
        _runs = runs;
        _block = block;
    }

    /// <summary>Where the next line begins.</summary>
    public int Position { get; private set; }

    /// <summary>Whether there is a next line.</summary>
    public readonly bool HasNext => Position < _lines.Length;

    /// <summary>The line it stands at. Its phone is read here, since of most lines only the text is looked at.</summary>
    public readonly FoundLine Current => new(Utf8Parser.TryParse(Text, out long phone, out _) ? phone : 0, _run.Stamp, _run.Block);

    /// <summary>Its text, without its end.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool MoveNext() => HasNext && MoveTo(Position);

    /// <summary>Goes to the line that has a place in it, at or after the next line; always true.</summary>
    /// <param name="place">A place in the lines.</param>
    public bool MoveTo(int place)
    {
        var passed = _lines[Position..place];
        Pass(passed.Count((byte)SearchText.LineEnd));
        var start = Position + passed.LastIndexOf((byte)SearchText.LineEnd) + 1;
        var end = place + _lines[place..].IndexOf((byte)SearchText.LineEnd);
        Text = _lines[start..end];
        _run.Count--;
        Position = end + 1;
        return true;
    }

    /// <summary>Passes over some lines, and the runs that end with them.</summary>
    private void Pass(int lines)
    {
        while (_run.Count <= lines && !_runs.IsEmpty)
        {
            lines -= _run.Count;
            _run = SearchLines.RunAt(_runs, _block);
            _runs = _runs[SearchLines.RunBytes..];
        }

        _run.Count -= lines;
    }
}
