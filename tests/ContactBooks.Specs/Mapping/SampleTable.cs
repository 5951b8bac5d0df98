using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Mapping;

/// <summary>Small tables, written as one sees them: a line a row, cells parted by bars.</summary>
internal static class SampleTable
{
    private static readonly CallingCode India = new(91);
    private static readonly PhoneReader Phones = new();

    /// <summary>What is proposed for a table whose first line names the columns.</summary>
    public static MappingProposal Propose(string table, CallingCode? defaultCode)
    {
        var lines = Lines(table);
        return Propose(lines[0], lines[1..], headerRow: 1, defaultCode);
    }

    /// <summary>The same, with India's code for numbers without one.</summary>
    public static MappingProposal Propose(string table) => Propose(table, India);

    /// <summary>What is proposed for a table without names.</summary>
    public static MappingProposal ProposeNameless(string table, CallingCode? defaultCode)
    {
        var lines = Lines(table);
        return Propose([.. lines[0].Select((_, i) => $"Column {i + 1}")], lines, headerRow: null, defaultCode);
    }

    /// <summary>The same, with India's code for numbers without one.</summary>
    public static MappingProposal ProposeNameless(string table) => ProposeNameless(table, India);

    /// <summary>What is proposed for columns of these names with no row below.</summary>
    public static MappingProposal ProposeNames(params string[] columns) => Propose(columns, [], headerRow: 1, India);

    /// <summary>What is proposed for one column beside a phone.</summary>
    public static ProposedColumn ProposeColumn(string header, params string[] cells) =>
        Propose([header, "Mobile"], [.. cells.Select((cell, i) => new[] { cell, $"98200{i:d5}" })], headerRow: 1, India).Columns[0];

    /// <summary>The fields by their names on the wire, in the table's order; a custom field by its key in brackets.</summary>
    public static string Fields(this MappingProposal proposal) =>
        string.Join(' ', proposal.Columns.Select(column => column.Target.Field == ColumnField.CustomField ? $"[{column.Target.Key}]" : ColumnFields.NameOf(column.Target.Field)));

    /// <summary>The phones' columns in the mapping's order.</summary>
    public static IEnumerable<string> PhonesInOrder(this MappingProposal proposal) =>
        proposal.Mapping.Columns.Where(column => column.Field == ColumnField.Phone).Select(column => column.Column);

    private static MappingProposal Propose(IReadOnlyList<string> columns, string[][] rows, long? headerRow, CallingCode? defaultCode) =>
        MappingProposal.Make(
            new FileLayout { Format = FileFormat.Delimited, HeaderRow = headerRow, Columns = columns },
            rows.Select((cells, i) => new FileRow(i + 2, cells)),
            Phones,
            defaultCode);

    private static string[][] Lines(string table) =>
        [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
}
