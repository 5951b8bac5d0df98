using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Mapping;

/// <summary>
/// A mapping to begin with: columns are matched to fields by their names, in the ways and languages people name them, and by their cells
/// where names don't tell. What is no field of ours is offered as a custom field.
/// </summary>
/// <remarks>
/// Of several phones the better come first: mobiles, then phones, then those at home or at work, then by their numbers (<c>Phone 2</c>); of
/// each row the first that isn't blank will count. A phone that only its cells tell is proposed only where no column's name does, and then
/// one alone.
/// </remarks>
public sealed class MappingProposal
{
    private MappingProposal(IReadOnlyList<ProposedColumn> columns, ColumnMapping mapping) => (Columns, Mapping) = (columns, mapping);

    /// <summary>The columns, in the table's order.</summary>
    public IReadOnlyList<ProposedColumn> Columns { get; }

    /// <summary>
    /// The mapping that they come to, the phones first, the best of them at the top. It may have no phone: then a person must choose one.
    /// </summary>
    public ColumnMapping Mapping { get; }

    /// <summary>Makes a proposal.</summary>
    /// <param name="layout">How the file is read.</param>
    /// <param name="rows">Its first rows, some hundreds: all of them are looked at.</param>
    /// <param name="phones">The one rule for phones.</param>
    /// <param name="defaultCode">For phones without a country code; null for none.</param>
    /// <param name="definitions">The customer's custom fields: one that is defined is of that type, whatever the cells look like.</param>
    public static MappingProposal Make(
        FileLayout layout, IEnumerable<FileRow> rows, PhoneReader phones, CallingCode? defaultCode, CustomFieldSet? definitions = null)
    {
        // 1. What the cells look like.
        var values = layout.Columns.Select(_ => new ColumnValues(phones, defaultCode)).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < Math.Min(values.Length, row.Cells.Count); i++)
            {
                values[i].Add(row.Cells[i]);
            }
        }

        // 2. What the names say, and what each column seems to be.
        var isNameless = layout.IsNameless;
        var headers = layout.Columns.Select((name, i) => HeaderOf(name, i, isNameless)).ToArray();
        var guesses = headers
            .Select((header, i) => ExportedTable.IsCustomFields(layout.Columns[i], values[i])
                ? new ColumnGuess(ColumnField.CustomFields, 0.9, MappingEvidence.Both)
                : ColumnJudge.Guess(header, values[i], isNameless || IsUnnamed(layout.Columns[i], i)))
            .ToArray();

        // 3. What they are beside one another.
        if (ExportedTable.FieldsOf(layout) is { } told)
        {
            guesses = [.. told.Select(field => new ColumnGuess(field, 1, MappingEvidence.Header))];
        }
        else
        {
            NameParts.Settle(headers, values, guesses);
        }

        var phonesFirst = FieldContest.Settle(headers, guesses);

        // 4. Keys and types for the rest.
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var columns = guesses.Select((guess, i) => Propose(layout.Columns[i], guess, values[i], keys, definitions)).ToArray();
        var others = columns.Select(column => column.Target).Where(target => target.Field != ColumnField.Phone);
        return new MappingProposal(columns, new ColumnMapping([.. phonesFirst.Select(i => columns[i].Target), .. others]));
    }

    /// <summary>The same, but that these columns go nowhere: they were added to the file for a person to read.</summary>
    public MappingProposal LeavingOut(IReadOnlyCollection<string> columns) => new(
        [.. Columns.Select(column => columns.Contains(column.Target.Column) ? Ignored(column) : column)],
        new ColumnMapping([.. Mapping.Columns.Where(column => !columns.Contains(column.Column))]));

    private static ProposedColumn Ignored(ProposedColumn column) =>
        new(new MappedColumn(column.Target.Column, ColumnField.Ignored), 1, MappingEvidence.Header, column.Samples);

    private static HeaderReading HeaderOf(string name, int index, bool isNameless) =>
        isNameless || IsUnnamed(name, index) ? new(HeaderMeaning.Nothing)
        : CustomFieldKey.IsExported(name) || name == ExportHeader.CustomFields ? new(HeaderMeaning.SomethingElse)
        : HeaderReader.Read(name);

    // The name that a column gets which has none, by FileLayout.Columns.
    private static bool IsUnnamed(string name, int index) => name == $"Column {index + 1}";

    private static ProposedColumn Propose(string column, ColumnGuess guess, ColumnValues values, HashSet<string> keys, CustomFieldSet? definitions)
    {
        var target = guess.Field == ColumnField.CustomField ? Custom(column, CustomFieldKey.Unique(column, keys)) : new MappedColumn(column, guess.Field);
        return new ProposedColumn(target, Math.Round(guess.Confidence, 2), guess.Evidence, values.Samples);

        // Our own exports say what they are, so that importing one again changes nothing.
        MappedColumn Custom(string name, string key) => new(
            name, ColumnField.CustomField, key, CustomFieldKey.IsExported(name) ? CustomFieldKey.ExportedType(name) : definitions?.Find(key)?.Type ?? values.Type);
    }
}
