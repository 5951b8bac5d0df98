using System.Text;

namespace ContactBooks.Core.Normalisation;

/// <summary>Unicode's composed form, NFC, of any well formed text.</summary>
public static class Nfc
{
    /// <summary>
    /// <see cref="string.Normalize()"/> throws on it as on half a character, but it is a code point like any other, if one that
    /// no script has. Nothing composes with it, so what stands around it is normalised piece by piece.
    /// </summary>
    private const char Noncharacter = '\uFFFE';

    /// <summary>The text in NFC; the same instance where it is already.</summary>
    /// <param name="text">A text without unpaired surrogates.</param>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        if (text.Contains(Noncharacter, StringComparison.Ordinal))
        {
            return string.Join(Noncharacter, text.Split(Noncharacter).Select(Of));
        }

        return text.IsNormalized() ? text : text.Normalize();
    }
}
