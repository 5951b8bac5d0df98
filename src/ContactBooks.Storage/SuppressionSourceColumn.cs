using ContactBooks.Core.Suppressions;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold by which way a phone came onto its list.</summary>
internal static class SuppressionSourceColumn
{
    public static string Of(SuppressionSource source) => source.ToString().ToUpperInvariant();

    public static SuppressionSource Read(string column) => Enum.Parse<SuppressionSource>(column, ignoreCase: true);
}
