using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>
/// Finds what stands between cells: the candidate that cuts the first rows into most evenly as many cells, with least of the other
/// candidates left inside of these.
/// </summary>
internal static class DelimiterGuess
{
    // What is cut by the right one gets more than 0.8; a column of postal addresses, cut at its commas, some 0.3.
    private const double LeastScore = 0.4;

    // Lines above the table: a title, who made it, when.
    private const int MostTitles = 10;

    /// <summary>The candidates. Where two do as well, the first has it: commas stand in texts and numbers too, tabs hardly ever.</summary>
    public static ReadOnlySpan<char> Delimiters => ['\t', ';', '|', ','];

    /// <summary>Gives the delimiter. Of a file of one column it is one that isn't in it, the comma if possible.</summary>
    public static char Find(TextContent text, FileLimits limits)
    {
        var best = (Delimiter: '\0', Score: LeastScore);
        var unused = '\0';
        foreach (var delimiter in Delimiters)
        {
            var rows = DelimitedSample.Read(text, delimiter, skipLine: false, limits, takesFaults: true);
            if (rows.All(row => row.Cells.Count <= 1))
            {
                unused = delimiter;
                continue;
            }

            if (Score(rows, delimiter) is var score && score > best.Score)
                best = (delimiter, score);
        }

        return best.Delimiter != '\0' ? best.Delimiter : unused != '\0' ? unused : ',';
    }

    private static double Score(IReadOnlyList<FileRow> rows, char delimiter)
    {
        var titles = rows.TakeWhile(row => row.Cells.Count == 1).Count();
        var table = titles <= MostTitles ? rows.Skip(titles).ToArray() : [.. rows];

        // Rows may lack their last cells: another count than the commonest tells half as much for the candidate, none tells against it.
        var commonest = table.CountBy(row => row.Cells.Count).Where(count => count.Key > 1).MaxBy(count => count.Value).Key;
        var even = table.Average(row => row.Cells.Count == commonest ? 1 : row.Cells.Count > 1 ? 0.5 : 0);
        var cells = table.SelectMany(row => row.Cells).Where(cell => cell.Length > 0).ToArray();
        var clean = cells.Count(cell => !HoldsAnother(cell, delimiter)) / (double)cells.Length;
        return even * clean;
    }

    /// <summary>Whether a cell holds another candidate that is no punctuation of its own: a comma in a number, or with a blank after it.</summary>
    private static bool HoldsAnother(string cell, char delimiter)
    {
        // A comma that a blank always follows is that of a text.
        if (delimiter == ',' && cell[0] == ' ')
            return true;

        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            if (c == delimiter || !Delimiters.Contains(c))
                continue;
            if (c != ',' || !IsPunctuation(cell, i))
                return true;
        }

        return false;
    }

    private static bool IsPunctuation(string cell, int comma)
    {
        var (before, after) = (comma > 0 ? cell[comma - 1] : ' ', comma + 1 < cell.Length ? cell[comma + 1] : ' ');
        return after == ' ' || char.IsDigit(before) && char.IsDigit(after);
    }
}
