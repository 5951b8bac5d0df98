using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>The first rows of a file, by which its layout is found.</summary>
internal static class DelimitedSample
{
    /// <summary>Reads the first rows that have anything in them, their cells as far as the last that isn't empty.</summary>
    /// <param name="text">The file.</param>
    /// <param name="delimiter">What stands between cells, or may.</param>
    /// <param name="skipLine">Whether the first line is <see cref="SeparatorLine"/>.</param>
    /// <param name="limits">What a cell and a record may have.</param>
    /// <param name="takesFaults">Whether a fault ends the sample, since with another delimiter there may be none.</param>
    public static IReadOnlyList<FileRow> Read(TextContent text, char delimiter, bool skipLine, FileLimits limits, bool takesFaults)
    {
        using var reader = new DelimitedReader(text.Open(), delimiter, limits);
        var rows = new List<FileRow>();
        try
        {
            if (skipLine)
                reader.SkipLine();
            while (rows.Count < HeaderGuess.SampleRows && reader.Read())
            {
                if (!IsBlank(reader.Cells))
                    rows.Add(new FileRow(reader.Number, [.. reader.Cells]));
            }
        }
        catch (FileFaultException) when (takesFaults)
        {
            // The rows before it are a sample too.
        }

        return rows;
    }

    /// <summary>Whether a row has nothing in it that could be seen.</summary>
    public static bool IsBlank(IReadOnlyList<string> cells)
    {
        // By their places, since each row goes through here: to enumerate an interface allocates.
        for (var i = 0; i < cells.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(cells[i]))
                return false;
        }

        return true;
    }
}
