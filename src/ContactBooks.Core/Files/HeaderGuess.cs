namespace ContactBooks.Core.Files;

/// <summary>
/// Finds the row that names the columns. It stands above the first row with values in it (phones, emails, dates, numbers), and has texts
/// where these have values. There may be title lines above it.
/// </summary>
internal static class HeaderGuess
{
    /// <summary>How many rows are looked at, blank ones not counted.</summary>
    public const int SampleRows = 100;

    /// <summary>Gives the place of the header among the rows, or -1 where none names the columns.</summary>
    /// <param name="rows">The first rows, without blank ones.</param>
    /// <param name="hasHeader">What the user says of it; null to find it out.</param>
    public static int Find(IReadOnlyList<FileRow> rows, bool? hasHeader) => hasHeader switch
    {
        false => -1,
        _ when rows.Count > 0 && ExportHeader.Is(rows[0].Cells) => 0,
        true => Guess(rows) is var found and >= 0 ? found : FirstWideRow(rows),
        null => Guess(rows),
    };

    private static int Guess(IReadOnlyList<FileRow> rows)
    {
        // Nothing but texts: a name too many is seen at once, a contact too few isn't. Only known labels make a header.
        var firstValues = FirstWhere(rows, CellShape.IsValue);
        if (firstValues < 0)
            return FirstWhere(rows, HeaderLabels.IsLabel);

        // A header may have values in it too: the columns of a pivot are named by dates.
        if (IsMostlyLabels(rows[firstValues]) && NamesValues(rows, firstValues, HeaderLabels.IsLabel))
            return firstValues;
        if (firstValues == 0)
            return -1;

        // The widest, and of equally wide ones the first: titles above it are narrower, and rows without any value may stand below it.
        var header = Enumerable.Range(0, firstValues).MaxBy(i => Filled(rows[i]));
        if (rows[header].Cells.Any(HeaderLabels.IsLabel))
            return header;

        // A single text over a table is its title, not the name of its first column.
        var isTitle = Filled(rows[header]) == 1 && rows.Skip(firstValues).Max(Filled) > 1;
        return !isTitle && NamesValues(rows, header, name => !string.IsNullOrWhiteSpace(name)) ? header : -1;
    }

    /// <summary>Whether a row has a name for at least one column that has mostly values below it.</summary>
    private static bool NamesValues(IReadOnlyList<FileRow> rows, int header, Predicate<string> isName)
    {
        var names = rows[header].Cells;
        var below = rows.Skip(header + 1).ToArray();
        return Enumerable.Range(0, names.Count).Any(column =>
            isName(names[column]) && below.Count(row => column < row.Cells.Count && CellShape.IsValue(row.Cells[column])) * 2 > below.Length);
    }

    private static bool IsMostlyLabels(FileRow row) =>
        row.Cells.Count(HeaderLabels.IsLabel) is var labels and > 1 && labels >= row.Cells.Count(CellShape.IsValue);

    private static int FirstWideRow(IReadOnlyList<FileRow> rows)
    {
        var filled = rows.Select(Filled).Order().ToArray();
        var usual = filled[filled.Length / 2];
        return Enumerable.Range(0, rows.Count).First(i => Filled(rows[i]) * 2 >= usual && (Filled(rows[i]) > 1 || usual <= 2));
    }

    private static int FirstWhere(IReadOnlyList<FileRow> rows, Func<string, bool> isSuch) =>
        Enumerable.Range(0, rows.Count).FirstOrDefault(i => rows[i].Cells.Any(isSuch), -1);

    private static int Filled(FileRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
