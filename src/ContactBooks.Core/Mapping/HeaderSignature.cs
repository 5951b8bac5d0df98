using System.Security.Cryptography;
using System.Text;

namespace ContactBooks.Core.Mapping;

/// <summary>What a set of headers is known by, so that a mapping made once fits the next file of the same program.</summary>
public static class HeaderSignature
{
    /// <summary>
    /// The signature: 32 hexadecimal digits, the same on every machine. Case, accents, blanks and punctuation don't count; the columns'
    /// order and number do.
    /// </summary>
    /// <param name="columns">The columns' names, <see cref="Files.FileLayout.Columns"/>.</param>
    public static string Of(IReadOnlyList<string> columns)
    {
        // A line feed is in no folded name, and each has one: "a b" and "a", "b" are two sets.
        var folded = string.Concat(columns.Select(column => HeaderText.Fold(column) + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)).AsSpan(0, 16));
    }
}
