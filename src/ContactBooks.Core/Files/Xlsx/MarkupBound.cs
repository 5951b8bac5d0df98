namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// A part's text, refused where it goes on too long without a <c>&lt;</c>. An XML reader holds a tag with its attributes, or a name,
/// in memory as a whole; none of them may have that character in it, so this bounds them all.
/// </summary>
/// <param name="text">The part.</param>
internal sealed class MarkupBound(TextReader text) : TextReader
{
    /// <summary>Characters: more than a full cell of 32,767 takes even with each of them written as a reference.</summary>
    public const int MaxCharacters = 512 * 1024;

    private int _since;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = text.Read(buffer, index, count);
        var last = buffer.AsSpan(index, read).LastIndexOf('<');
        _since = last < 0 ? _since + read : read - last;
        return _since <= MaxCharacters ? read : throw WorkbookFaults.TooLarge("it has a text that is longer than any cell");
    }

    /// <inheritdoc/>
    public override int Peek() => text.Peek();

    /// <inheritdoc/>
    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }
}
