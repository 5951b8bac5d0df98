using System.Text;

namespace ContactBooks.Core.Files.Text;

/// <summary>Tells UTF-16 by its byte order mark, or by the zero bytes that it has beside every digit, delimiter and line end.</summary>
internal static class Utf16Guess
{
    // Of the pairs of bytes. In a table even of Chinese names, phones, delimiters and line ends are more than that.
    private const double FewestZeros = 0.15;

    /// <summary>Gives the one of the two encodings, or null.</summary>
    public static UnicodeEncoding? Find(ReadOnlySpan<byte> head)
    {
        switch (head)
        {
            case [0xFF, 0xFE, ..]: return TextContent.Utf16LittleEndian;
            case [0xFE, 0xFF, ..]: return TextContent.Utf16BigEndian;
        }

        var pairs = head.Length / 2;
        var (high, low) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            high += head[i] == 0 ? 1 : 0;
            low += head[i + 1] == 0 ? 1 : 0;
        }

        if (low > FewestZeros * pairs && high * 20 < low)
            return TextContent.Utf16LittleEndian;
        return high > FewestZeros * pairs && low * 20 < high ? TextContent.Utf16BigEndian : null;
    }
}
