using System.Collections.Frozen;

namespace ContactBooks.Core.Mapping;

/// <summary>The legal forms that companies bear in their names, and the words that only companies do.</summary>
internal static class CompanyForm
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "ltd", "limited", "pvt", "llp", "llc", "inc", "incorporated", "corp", "corporation", "plc", "pty", "gmbh", "ag", "kg", "ohg", "mbh",
        "ug", "sarl", "sas", "srl", "spa", "bv", "nv", "oy", "ltda", "eireli", "sro", "sdn", "bhd", "tbk", "sti", "ооо", "оао", "зао", "пао",
        "enterprises", "traders", "industries", "technologies", "solutions", "holdings",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Parts = ["公司", "株式会社", "有限会社", "주식회사", "(주)", "㈱", "شركة"];

    /// <summary>Whether a text bears one: <c>Acme Retail Pvt. Ltd.</c></summary>
    public static bool IsIn(string text) =>
        HeaderText.Words(text).Any(Words.Contains) || Parts.Any(part => text.Contains(part, StringComparison.Ordinal));
}
