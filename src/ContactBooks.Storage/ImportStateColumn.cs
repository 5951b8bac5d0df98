using ContactBooks.Core.Imports;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold where an import stands.</summary>
internal static class ImportStateColumn
{
    public static string Of(ImportState state) => state.ToString().ToUpperInvariant();

    public static ImportState Read(string column) => Enum.Parse<ImportState>(column, ignoreCase: true);
}
