using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>A table of text with a delimiter between its cells.</summary>
internal sealed class DelimitedTable : IFileTable
{
    private readonly DelimitedReader _reader;

    private DelimitedTable(FileLayout layout, DelimitedReader reader)
    {
        Layout = layout;
        _reader = reader;
    }

    /// <inheritdoc/>
    public FileLayout Layout { get; }

    /// <summary>Refuses a delimiter that is none of those that are read.</summary>
    /// <exception cref="FileFaultException">It is not.</exception>
    public static void Check(FileChoices choices)
    {
        if (choices.Delimiter is { } delimiter && !DelimiterGuess.Delimiters.Contains(delimiter))
        {
            throw new FileFaultException(FileFaultCode.WrongChoice,
                $"\"{delimiter}\" is no delimiter. Choose comma, semicolon, tab or pipe (|).");
        }
    }

    /// <summary>Finds the layout and opens the table at its first row.</summary>
    /// <exception cref="FileFaultException">It has no rows, or goes beyond a limit.</exception>
    public static DelimitedTable Open(TextContent text, FileChoices choices, FileLimits limits)
    {
        var separator = SeparatorLine.Find(text);
        var delimiter = choices.Delimiter ?? separator ?? ExportHeader.DelimiterOf(text) ?? DelimiterGuess.Find(text, limits);
        var rows = DelimitedSample.Read(text, delimiter, separator is not null, limits, takesFaults: false);
        if (rows.Count == 0)
            throw new FileFaultException(FileFaultCode.Empty, "There is nothing in this file but blank rows.");

        var header = HeaderGuess.Find(rows, choices.HasHeader);
        var data = rows.Skip(header + 1).ToArray();
        if (data.Length == 0)
        {
            throw new FileFaultException(FileFaultCode.NoRows,
                "There is no row below the header of this file. Send a file with contacts in it.");
        }

        var names = header < 0 ? [] : rows[header].Cells;
        var width = data.Append(new FileRow(0, names)).Max(row => Extent(row.Cells));
        var layout = new FileLayout
        {
            Format = FileFormat.Delimited,
            Encoding = text.EncodingName,
            Delimiter = delimiter,
            HeaderRow = header < 0 ? null : rows[header].Number,
            Columns = ColumnNames.Make(names, width),
        };

        var reader = new DelimitedReader(text.Open(), delimiter, limits);
        if (separator is not null)
            reader.SkipLine();
        while (reader.Number < (layout.HeaderRow ?? 0) && reader.Read())
        {
        }

        return new DelimitedTable(layout, reader);
    }

    /// <inheritdoc/>
    public bool Read(out FileRow row)
    {
        while (_reader.Read())
        {
            if (DelimitedSample.IsBlank(_reader.Cells))
                continue;
            row = new FileRow(_reader.Number, Fit(_reader.Cells));
            return true;
        }

        row = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>
    /// One cell for each column, without the mark of <see cref="InertText"/>. Cells beyond the last column, which the first rows don't have, stay in it with the delimiters between
    /// them: nearly always these belong to a text that should have been quoted.
    /// </summary>
    private string[] Fit(IReadOnlyList<string> cells)
    {
        var fitted = new string[Layout.Columns.Count];
        for (var i = 0; i < fitted.Length; i++)
        {
            fitted[i] = i < cells.Count ? InertText.Original(cells[i]) : "";
        }

        if (Extent(cells) is var extent && extent > fitted.Length)
            fitted[^1] = string.Join(Layout.Delimiter!.Value, cells.Take(extent).Skip(fitted.Length - 1));
        return fitted;
    }

    /// <summary>Cells as far as the last that has something in it.</summary>
    private static int Extent(IReadOnlyList<string> cells)
    {
        var extent = cells.Count;
        while (extent > 0 && string.IsNullOrWhiteSpace(cells[extent - 1]))
        {
            extent--;
        }

        return extent;
    }
}
