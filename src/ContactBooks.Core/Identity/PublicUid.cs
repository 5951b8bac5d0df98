using System.Security.Cryptography;
using System.Text;

namespace ContactBooks.Core.Identity;

/// <summary>
/// Makes the identifiers of books, customers, users, operators, tokens, imports, uploads, changes and custom fields: a prefix
/// that says of what, and 128 bits of which 80 are random. These are kept as text, so that an operator may bring identifiers
/// that clients already hold.
/// </summary>
public static class PublicUid
{
    /// <summary>Prefix of a contact book.</summary>
    public const string Book = "grp_";

    /// <summary>Prefix of a customer.</summary>
    public const string Customer = "cus_";

    /// <summary>Prefix of a user.</summary>
    public const string User = "usr_";

    /// <summary>Prefix of an operator.</summary>
    public const string Operator = "opr_";

    /// <summary>Prefix of a token (of its record; the secret itself begins with <c>w91_live_</c>).</summary>
    public const string Token = "tok_";

    /// <summary>Prefix of an import.</summary>
    public const string Import = "imp_";

    /// <summary>Prefix of a custom field's definition.</summary>
    public const string CustomField = "fld_";

    /// <summary>Prefix of an upload that can be undone.</summary>
    public const string Upload = "upl_";

    /// <summary>Prefix of any other change to contacts that can be undone.</summary>
    public const string Change = "chg_";

    /// <summary>A new identifier, ordered by the millisecond it was made in.</summary>
    public static string New(string prefix, DateTimeOffset now)
    {
        Span<byte> tail = stackalloc byte[16];
        RandomNumberGenerator.Fill(tail);
        var random = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(tail) >> 48;
        var value = ((UInt128)(ulong)now.ToUnixTimeMilliseconds() << 80) | random;

        Span<byte> text = stackalloc byte[Crockford.Length];
        Crockford.Write(value, text);
        return prefix + Encoding.ASCII.GetString(text);
    }

    /// <summary>Whether a text may be an identifier at all: the prefix, then 1 to 60 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public static bool IsWellFormed(string prefix, string? text)
    {
        if (text is null || !text.StartsWith(prefix, StringComparison.Ordinal) || text.Length > prefix.Length + 60 || text.Length == prefix.Length)
        {
            return false;
        }

        foreach (var c in text.AsSpan(prefix.Length))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '_' and not '-')
            {
                return false;
            }
        }

        return true;
    }
}
