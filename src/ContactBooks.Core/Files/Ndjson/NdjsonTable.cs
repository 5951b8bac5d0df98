using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.Ndjson;

/// <summary>
/// A table of JSON objects, one a line: strings, literals as they stand, and objects and arrays as compact JSON. It is read once in
/// advance for the keys, so that a line that is wrong is known before any row is used.
/// </summary>
internal sealed class NdjsonTable : IFileTable
{
    private readonly NdjsonReader _reader;

    private NdjsonTable(FileLayout layout, NdjsonReader reader)
    {
        Layout = layout;
        _reader = reader;
    }

    /// <inheritdoc/>
    public FileLayout Layout { get; }

    /// <summary>Finds the columns and opens the table at its first row.</summary>
    /// <exception cref="FileFaultException">A line is not an object or goes beyond a limit, or there is nothing in any.</exception>
    public static NdjsonTable Open(TextContent text, FileLimits limits)
    {
        using var ahead = OpenReader(text, limits);
        var hasRow = false;
        while (ahead.Read())
        {
            hasRow |= !IsBlank(ahead);
        }

        if (!hasRow)
        {
            throw new FileFaultException(FileFaultCode.NoRows,
                "There is nothing in the objects of this file. Send a file with contacts in it.");
        }

        var layout = new FileLayout
        {
            Format = FileFormat.Ndjson,
            Encoding = text.EncodingName,
            Columns = ColumnNames.Make([.. ahead.Keys], ahead.Keys.Count),
        };
        return new NdjsonTable(layout, OpenReader(text, limits));
    }

    /// <inheritdoc/>
    public bool Read(out FileRow row)
    {
        while (_reader.Read())
        {
            if (IsBlank(_reader))
                continue;
            var cells = new string[Layout.Columns.Count];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = i < _reader.Cells.Count ? _reader.Cells[i] : "";
            }

            row = new FileRow(_reader.Number, cells);
            return true;
        }

        row = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static NdjsonReader OpenReader(TextContent text, FileLimits limits) => new(new TextLines(text.Open(), limits.MaxRowLength), limits);

    private static bool IsBlank(NdjsonReader reader) => reader.Cells.All(string.IsNullOrWhiteSpace);
}
