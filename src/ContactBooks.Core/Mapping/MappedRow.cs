using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Mapping;

/// <summary>A file's row as any other row, to go on as those of bulk JSON do.</summary>
/// <param name="Number">Which row of the file it is, <see cref="Files.FileRow.Number"/>.</param>
/// <param name="Row">The row as it came.</param>
/// <param name="Warnings">What was taken otherwise than its column says; empty for most rows.</param>
public readonly record struct MappedRow(long Number, RawRow Row, IReadOnlyList<CellWarning> Warnings);

/// <summary>A cell that doesn't fit the type of its custom field, and is kept as text.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Type">The type that it doesn't fit.</param>
/// <param name="Cell">What stands in the cell, cut at 64 characters.</param>
/// <param name="Message">The same for a person.</param>
public sealed record CellWarning(string Column, CustomFieldType Type, string Cell, string Message);
