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
        true => Guess(rows) is var found and >= 0 ? found : FirstWideRow(rows),
        null => Guess(rows),
    };

    private static int Guess(IReadOnlyList<FileRow> rows)
    {
        var firstValues = Enumerable.Range(0, rows.Count).FirstOrDefault(i => rows[i].Cells.Any(CellShape.IsValue), -1);
        if (firstValues < 0)
        {
            // Nothing but texts. A name too few is seen at once, a contact too few isn't: only known labels make a header.
            return Enumerable.Range(0, rows.Count).FirstOrDefault(i => rows[i].Cells.Any(HeaderLabels.IsLabel), -1);
        }

        if (firstValues == 0)
            return IsMostlyLabels(rows[0]) ? 0 : -1;

        // The widest, and of equally wide ones the first: titles above it are narrower, and rows without any value stand below it.
        var header = Enumerable.Range(0, firstValues).MaxBy(i => Filled(rows[i]));
        if (IsMostlyLabels(rows[firstValues]) && Filled(rows[firstValues]) > Filled(rows[header]))
            return firstValues;
        return NamesValues(rows, header, firstValues) ? header : -1;
    }

    private static bool NamesValues(IReadOnlyList<FileRow> rows, int header, int firstValues)
    {
        var names = rows[header].Cells;
        if (names.Any(HeaderLabels.IsLabel))
            return true;

        // A single text over a table is its title, not the name of its first column.
        if (Filled(rows[header]) == 1 && rows.Skip(firstValues).Max(Filled) > 1)
            return false;

        var values = rows.Skip(firstValues).ToArray();
        return Enumerable.Range(0, names.Count).Any(column =>
            !string.IsNullOrWhiteSpace(names[column]) && values.Count(row => column < row.Cells.Count && CellShape.IsValue(row.Cells[column])) * 2 > values.Length);
    }

    /// <summary>Whether a row is a header although it has a value in it: a pivot's columns may be named by dates.</summary>
    private static bool IsMostlyLabels(FileRow row) =>
        row.Cells.Count(HeaderLabels.IsLabel) is var labels and > 1 && labels > row.Cells.Count(CellShape.IsValue);

    private static int FirstWideRow(IReadOnlyList<FileRow> rows)
    {
        var filled = rows.Select(Filled).Order().ToArray();
        var usual = filled[filled.Length / 2];
        return Enumerable.Range(0, rows.Count).First(i => Filled(rows[i]) * 2 >= usual && (Filled(rows[i]) > 1 || usual <= 2));
    }

    private static int Filled(FileRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
