namespace ContactBooks.Core.Files.Text;

/// <summary>The first characters of a text, by which it may be told at once what it is.</summary>
internal static class TextStart
{
    /// <summary>Gives them; fewer where the text is shorter.</summary>
    public static string Of(TextContent text, int length)
    {
        using var source = text.Open();
        var start = new char[length];
        var filled = 0;
        while (filled < start.Length && source.Read(start.AsSpan(filled)) is var count and > 0)
        {
            filled += count;
        }

        return new string(start, 0, filled);
    }
}
