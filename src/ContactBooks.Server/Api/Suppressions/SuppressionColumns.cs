using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>The columns of a file that an opt-out is read from: its phones, as of any import, and the custom field <c>reason</c>.</summary>
internal sealed class SuppressionColumns
{
    private readonly RowMapper _phones;
    private readonly int _reason;

    public SuppressionColumns(ColumnMapping mapping, IReadOnlyList<string> columns)
    {
        _phones = new RowMapper(new ColumnMapping([.. mapping.Columns.Where(column => column.Field == ColumnField.Phone)]), columns);
        _reason = mapping.Columns.FirstOrDefault(IsReason) is { } reason ? columns.TakeWhile(column => column != reason.Column).Count() : -1;
    }

    /// <summary>A row's opt-out.</summary>
    public RawSuppression Read(in FileRow row) =>
        new(_phones.Map(row).Row.Phone, _reason >= 0 && _reason < row.Cells.Count ? RawText.Of(row.Cells[_reason]) : default);

    private static bool IsReason(MappedColumn column) =>
        column.Field == ColumnField.CustomField && string.Equals(column.Key ?? column.Column, "reason", StringComparison.OrdinalIgnoreCase);
}
