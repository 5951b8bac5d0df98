namespace ContactBooks.Core.Files.Text;

/// <summary>
/// The characters of a file, once through. NULs are left out: they are what programs fill up with, nobody sees them, and no cell means
/// them.
/// </summary>
/// <param name="reader">Where they come from.</param>
internal sealed class TextSource(TextReader reader) : IDisposable
{
    /// <summary>Reads some characters. 0 at the end.</summary>
    public int Read(Span<char> buffer)
    {
        while (true)
        {
            var count = reader.Read(buffer);
            if (count == 0)
                return 0;
            var kept = WithoutNuls(buffer[..count]);
            if (kept > 0)
                return kept;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private static int WithoutNuls(Span<char> text)
    {
        var kept = text.IndexOf('\0');
        if (kept < 0)
            return text.Length;
        foreach (var c in text[kept..])
        {
            if (c != '\0')
                text[kept++] = c;
        }

        return kept;
    }
}
