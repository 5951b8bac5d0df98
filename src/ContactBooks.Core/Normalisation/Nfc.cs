using System.Text;

namespace ContactBooks.Core.Normalisation;

/// <summary>Unicode's composed form (NFC), for any text that has no half characters in it.</summary>
public static class Nfc
{
    /// <summary>
    /// How much shorter a text can become, in code points: no character decomposes into more than four (U+1F82 does), so
    /// none is composed of more.
    /// </summary>
    public const int MaxShrinking = 4;

    private const char Noncharacter = '\uFFFE';

    /// <summary>The text's NFC; the text itself where it is that already.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // .NET counts U+FFFE as malformed and throws, though it is a code point like any other and may be in a name. It
        // composes with nothing, so what stands around it can be composed on its own.
        return text.Contains(Noncharacter, StringComparison.Ordinal)
            ? string.Join(Noncharacter, text.Split(Noncharacter).Select(OfWellFormed))
            : OfWellFormed(text);
    }

    private static string OfWellFormed(string text) => text.IsNormalized() ? text : text.Normalize();
}
