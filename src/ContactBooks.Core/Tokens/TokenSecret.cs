using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace ContactBooks.Core.Tokens;

/// <summary>
/// The secret a client sends: <c>w91_live_</c>, 32 random base62 characters (190 bits) and 6 of CRC-32 over all before
/// them. The checksum refuses a typing error or a guess without asking the store, and lets a leaked token be recognised.
/// </summary>
public static class TokenSecret
{
    /// <summary>What every managed token begins with.</summary>
    public const string Prefix = "w91_live_";

    /// <summary>Characters of a whole token.</summary>
    public const int Length = 9 + RandomLength + ChecksumLength;

    private const int RandomLength = 32;
    private const int ChecksumLength = 6;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new secret from the system's random source.</summary>
    public static string New()
    {
        var body = Prefix + RandomNumberGenerator.GetString(Base62, RandomLength);
        return body + Checksum(body);
    }

    /// <summary>Whether the text has a token's form and its checksum is right.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in text[Prefix.Length..])
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return text[^ChecksumLength..].SequenceEqual(Checksum(text[..^ChecksumLength]));
    }

    /// <summary>
    /// SHA-256 of the secret, which is all that the store keeps. A plain hash is enough for 190 random bits: there is
    /// nothing to guess.
    /// </summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static string Checksum(ReadOnlySpan<char> body)
    {
        Span<byte> ascii = stackalloc byte[body.Length];
        Encoding.ASCII.GetBytes(body, ascii);
        var crc = Crc32.HashToUInt32(ascii);
        Span<char> text = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            text[i] = Base62[(int)(crc % 62)];
            crc /= 62;
        }

        return text.ToString();
    }
}
