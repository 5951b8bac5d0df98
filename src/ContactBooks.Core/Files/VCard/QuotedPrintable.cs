using System.Globalization;
using System.Text;
using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.VCard;

/// <summary>The encoding of version 2.1 for what isn't ASCII: <c>=C3=A9</c> (RFC 2045, 6.7).</summary>
internal static class QuotedPrintable
{
    /// <summary>Decodes a value. What is no valid escape stays as it stands.</summary>
    /// <param name="value">The value, its soft line breaks taken out.</param>
    /// <param name="charset">What the bytes are; without it, or where it isn't known, UTF-8.</param>
    public static string Decode(string value, string? charset)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        var length = 0;
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '=' && rest.Length > 2
                && byte.TryParse(rest[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                bytes[length++] = escaped;
                rest = rest[3..];
                continue;
            }

            var plain = rest[1..].IndexOf('=') is var next and >= 0 ? next + 1 : rest.Length;
            length += Encoding.UTF8.GetBytes(rest[..plain], bytes.AsSpan(length));
            rest = rest[plain..];
        }

        return EncodingOf(charset).GetString(bytes, 0, length);
    }

    private static Encoding EncodingOf(string? charset)
    {
        if (charset is null or "UTF-8")
            return TextContent.Utf8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (ArgumentException)
        {
            return TextContent.Utf8;
        }
    }
}
