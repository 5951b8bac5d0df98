using System.Text;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Rows;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold a mapping: the JSON that its user could have sent.</summary>
internal static class MappingColumn
{
    public static string Of(ColumnMapping mapping) => Encoding.UTF8.GetString(ColumnMappingWriter.Write(mapping));

    /// <summary>The mapping; null for one that is none by the rules of today, and so is as good as forgotten.</summary>
    public static ColumnMapping? Read(string column) =>
        ColumnMappingReader.Read(Encoding.UTF8.GetBytes(column), "mapping", new RequestFaults());
}
