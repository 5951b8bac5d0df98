using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>The line <c>sep=;</c> that Excel takes as an instruction when it stands first. It isn't shown, and has no row number.</summary>
internal static class SeparatorLine
{
    private const int LongestLine = 16;

    /// <summary>Gives the delimiter that a file's first line names; null if it is no such line.</summary>
    public static char? Find(TextContent text)
    {
        var line = TextStart.Of(text, LongestLine).AsSpan();
        if (line.IndexOfAny('\r', '\n') is var end and >= 0)
            line = line[..end];
        return line.Trim('"') is [.. var name, var delimiter] && name.Equals("sep=", StringComparison.OrdinalIgnoreCase)
            && DelimiterGuess.Delimiters.Contains(delimiter) ? delimiter : null;
    }
}
