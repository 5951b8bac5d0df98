namespace ContactBooks.Core.Files.Xlsx;

/// <summary>A cell's place, as <c>AB12</c>.</summary>
internal static class CellPlace
{
    /// <summary>Columns of a sheet, to <c>XFD</c>.</summary>
    public const int Columns = 16_384;

    /// <summary>Rows of a sheet.</summary>
    public const int Rows = 1_048_576;

    /// <summary>The column, from 0.</summary>
    /// <returns>-1 for what is no place in a sheet.</returns>
    public static int ColumnOf(ReadOnlySpan<char> place)
    {
        var column = 0;
        var letters = 0;
        while (letters < place.Length && char.IsAsciiLetter(place[letters]))
        {
            column = (26 * column) + (place[letters++] & 0x1F);
            if (column > Columns)
                return -1;
        }

        return column - 1;
    }

    /// <summary>The letters of a column, from 0: <c>A</c>, <c>AB</c>.</summary>
    public static string Letters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}
