namespace ContactBooks.Core.Files;

/// <summary>A row of a file, as its user sees it.</summary>
/// <param name="Number">
/// Which row it is, from 1, as the program that shows the file counts: the header and blank rows count too. Of NDJSON the line, of vCard
/// the card.
/// </param>
/// <param name="Cells">
/// Its texts, one for each column of the table; empty where the file has none. A number is its literal digits, never a rounded value.
/// </param>
public readonly record struct FileRow(long Number, IReadOnlyList<string> Cells);
