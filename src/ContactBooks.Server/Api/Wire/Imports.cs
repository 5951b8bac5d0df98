using System.Text.Json.Serialization;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Wire;

/// <summary>An import: a file of contacts on its way into a book.</summary>
/// <param name="ImportUid">Its identifier.</param>
/// <param name="Uid">The same, for generic clients.</param>
/// <param name="ContactBookUid">The book that it goes into.</param>
/// <param name="FileName">The file's name, or null.</param>
/// <param name="FileBytes">The file's size as it was sent, in bytes.</param>
/// <param name="State">QUEUED, RUNNING, DONE, FAILED or CANCELLED.</param>
/// <param name="TotalRows">Rows that have anything in them; null until they have been counted.</param>
/// <param name="Summary">What became of the rows so far.</param>
/// <param name="RowsPerSecond">How fast it goes or went, over all; null before the first row.</param>
/// <param name="SecondsLeft">About how long it will take yet; null where that can't be told.</param>
/// <param name="Layout">How the file is read.</param>
/// <param name="Mapping">Where its columns go.</param>
/// <param name="UpdatePolicy">Which rows go in: upsert (all), createOnly or updateOnly.</param>
/// <param name="ClearToken">The text that clears what is stored, or null.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="StartedAt">When it was taken up, UTC, or null.</param>
/// <param name="EndedAt">When it ended, UTC, or null.</param>
/// <param name="Failure">Why it failed; absent where it hasn't.</param>
public sealed record ImportJson(
    [property: WireText(Example = "imp_abc")] string ImportUid,
    [property: WireText(Example = "imp_abc")] string Uid,
    [property: WireText(Example = "grp_abc")] string ContactBookUid,
    string? FileName,
    long FileBytes,
    [property: WireText("QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED")] string State,
    long? TotalRows,
    ImportSummaryJson Summary,
    double? RowsPerSecond,
    double? SecondsLeft,
    FileLayoutJson Layout,
    IReadOnlyList<MappedColumnJson> Mapping,
    [property: WireText("upsert", "createOnly", "updateOnly")] string UpdatePolicy,
    string? ClearToken,
    [property: WireText(Format = WireTextAttribute.Time)] string CreatedAt,
    [property: WireText(Format = WireTextAttribute.Time)] string? StartedAt,
    [property: WireText(Format = WireTextAttribute.Time)] string? EndedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImportFailureJson? Failure = null)
{
    internal static ImportJson Of(Import import, DateTimeOffset now)
    {
        var options = ImportOptions.Read(import.Options);
        var counts = import.Counts;
        double? rate = import.StartedAt is { } started && counts.Read > 0 && (import.EndedAt ?? now) > started
            ? counts.Read / ((import.EndedAt ?? now) - started).TotalSeconds
            : null;
        double? left = !import.HasEnded && import.TotalRows is { } total && rate is { } perSecond ? (total - counts.Read) / perSecond : null;
        return new ImportJson(
            import.Uid,
            import.Uid,
            import.BookUid,
            import.FileName,
            import.FileBytes,
            import.State.ToString().ToUpperInvariant(),
            import.TotalRows,
            ImportSummaryJson.Of(counts),
            rate is null ? null : Math.Round(rate.Value, 1),
            left is null ? null : Math.Round(left.Value, 1),
            FileLayoutJson.Of(options.Layout),
            [.. options.Mapping.Columns.Select(MappedColumnJson.Of)],
            UpdatePolicies.NameOf(options.UpdatePolicy),
            options.ClearToken,
            WireTime.Format(import.CreatedAt),
            import.StartedAt is { } at ? WireTime.Format(at) : null,
            import.EndedAt is { } end ? WireTime.Format(end) : null,
            import.Fault is { } fault ? new ImportFailureJson(fault.Code, fault.Message) : null);
    }
}

/// <summary>One import.</summary>
/// <param name="Import">The import.</param>
public sealed record ImportData(ImportJson Import);

/// <summary>A part of the imports into a book.</summary>
/// <param name="Imports">The imports, the newest first.</param>
/// <param name="Items">The same list again, for generic clients.</param>
/// <param name="Pagination">Where in the list this part stands.</param>
public sealed record ImportListData(IReadOnlyList<ImportJson> Imports, IReadOnlyList<ImportJson> Items, PaginationJson Pagination);

/// <summary>What became of an import's rows. Created, updated, skipped and invalid add up to the total.</summary>
/// <param name="Total">Rows read so far, blank ones not counted.</param>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Updated">Contacts that were there, whether or not a value changed.</param>
/// <param name="Skipped">Rows whose phone an earlier valid row of the file has, and those that the update policy leaves out.</param>
/// <param name="Invalid">Rows that may not go in.</param>
/// <param name="Suppressed">Of those created or updated, how many have a suppressed phone.</param>
/// <param name="Warnings">Of their values, how many don't fit the type of their custom field and are kept as text.</param>
public sealed record ImportSummaryJson(long Total, long Created, long Updated, long Skipped, long Invalid, long Suppressed, long Warnings)
{
    internal static ImportSummaryJson Of(ImportCounts counts) =>
        new(counts.Read, counts.Created, counts.Updated, counts.Skipped, counts.Invalid, counts.Suppressed, counts.Warnings);
}

/// <summary>Why an import failed.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ImportFailureJson([property: WireText(Example = "FILE_DAMAGED")] string Code, string Message);

/// <summary>How a file is read.</summary>
/// <param name="Format">DELIMITED, XLSX, NDJSON or VCARD.</param>
/// <param name="Encoding">utf-8, utf-16le, utf-16be or windows-1252; null for a workbook.</param>
/// <param name="Delimiter">What stands between cells, or null.</param>
/// <param name="Sheets">The names of a workbook's sheets.</param>
/// <param name="Sheet">The sheet that is read, or null.</param>
/// <param name="HeaderRow">The number of the row that names the columns; null where none does.</param>
/// <param name="Columns">The columns' names.</param>
public sealed record FileLayoutJson(
    [property: WireText("DELIMITED", "XLSX", "NDJSON", "VCARD")] string Format,
    string? Encoding,
    string? Delimiter,
    IReadOnlyList<string> Sheets,
    string? Sheet,
    long? HeaderRow,
    IReadOnlyList<string> Columns)
{
    internal static FileLayoutJson Of(FileLayout layout) => new(
        layout.Format.ToString().ToUpperInvariant(), layout.Encoding, layout.Delimiter?.ToString(), layout.Sheets, layout.Sheet, layout.HeaderRow, layout.Columns);

    internal FileLayout ToLayout() => new()
    {
        Format = Enum.Parse<FileFormat>(Format, ignoreCase: true),
        Encoding = Encoding,
        Delimiter = Delimiter?[0],
        Sheets = Sheets,
        Sheet = Sheet,
        HeaderRow = HeaderRow,
        Columns = Columns,
    };
}

/// <summary>Where a column goes.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Field">phone, displayName, firstName, lastName, email, companyName, customField or ignored.</param>
/// <param name="Key">Of a custom field its key; else absent.</param>
/// <param name="Type">Of a custom field what its values are: text, number, date, boolean or choice; else absent.</param>
/// <param name="Update">When its values go into a contact that is there: ifEmpty or never; absent for always.</param>
public sealed record MappedColumnJson(
    string Column,
    [property: WireText("phone", "displayName", "firstName", "lastName", "email", "companyName", "customField", "ignored")] string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Update = null)
{
    internal static MappedColumnJson Of(MappedColumn column)
    {
        var field = ColumnFields.NameOf(column.Field);
        var update = column.Update == FieldUpdate.Always ? null : FieldUpdates.NameOf(column.Update);
        return column.Field == ColumnField.CustomField
            ? new MappedColumnJson(column.Column, field, column.Key, CustomFieldTypes.NameOf(column.Type), update)
            : new MappedColumnJson(column.Column, field, Update: update);
    }
}

/// <summary>What an import of a file would do; nothing is written.</summary>
/// <param name="Layout">How the file is read.</param>
/// <param name="HeaderSignature">What the set of headers is known by.</param>
/// <param name="Remembered">Whether they would go where an earlier import of a file with these headers was told to put them.</param>
/// <param name="Columns">The columns, with what is in them and where they would go.</param>
/// <param name="TotalRows">Rows that have anything in them.</param>
/// <param name="Summary">What would become of them, over the whole file; null while no column is mapped to the phone.</param>
/// <param name="Reasons">How many rows would be skipped or refused, by reason.</param>
/// <param name="Rows">The first rows as they would go in, 100 at the most.</param>
public sealed record ImportPreviewData(
    FileLayoutJson Layout,
    string HeaderSignature,
    bool Remembered,
    IReadOnlyList<PreviewColumnJson> Columns,
    long TotalRows,
    ImportSummaryJson? Summary,
    IReadOnlyDictionary<string, long> Reasons,
    IReadOnlyList<PreviewRowJson> Rows);

/// <summary>A column of a file.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Samples">The first values that differ.</param>
/// <param name="Mapping">Where it goes, as asked for, remembered or proposed.</param>
/// <param name="Confidence">How sure that is, 0 to 1, and 1 where it is remembered; null where the mapping was asked for.</param>
/// <param name="Why">What that goes by: header, values, both, none or remembered; null where the mapping was asked for.</param>
public sealed record PreviewColumnJson(string Column, IReadOnlyList<string> Samples, MappedColumnJson Mapping, double? Confidence, string? Why);

/// <summary>A row as it would go in.</summary>
/// <param name="Row">Which row of the file it is, as the program that shows the file counts.</param>
/// <param name="Status">VALID, SKIPPED or INVALID.</param>
/// <param name="Cells">Its cells as they are.</param>
/// <param name="Warnings">Cells that don't fit their column's type and are kept as text.</param>
/// <param name="Reason">Why it would not go in; absent for one that would.</param>
/// <param name="Message">What is wrong and what to do; absent for a row that would go in.</param>
/// <param name="Phone">The normalised phone of a row that would go in; else absent.</param>
public sealed record PreviewRowJson(
    long Row,
    [property: WireText("VALID", "SKIPPED", "INVALID")] string Status,
    IReadOnlyList<string> Cells,
    IReadOnlyList<PreviewWarningJson> Warnings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phone = null)
{
    /// <summary>Of a refused row, what the message says, for pages that say it in other words. Not on the wire.</summary>
    internal RowFault? Fault { get; init; }
}

/// <summary>A cell that doesn't fit its column's type.</summary>
/// <param name="Column">The column.</param>
/// <param name="Message">What it is kept as, and why.</param>
public sealed record PreviewWarningJson(string Column, string Message)
{
    /// <summary>What the message says, as of <see cref="CustomFieldWarning.Code"/>, for pages that say it in other words. Not on the wire.</summary>
    internal string? Code { get; init; }
}
