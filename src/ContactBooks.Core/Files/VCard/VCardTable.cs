using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files.VCard;

/// <summary>
/// A table of cards, one a row. It is read once in advance for the columns, so that a file that is cut off is known before any row is used.
/// </summary>
internal sealed class VCardTable : IFileTable
{
    private readonly VCardReader _reader;
    private readonly FileLimits _limits;

    private VCardTable(FileLayout layout, VCardReader reader, FileLimits limits)
    {
        Layout = layout;
        _reader = reader;
        _limits = limits;
    }

    /// <inheritdoc/>
    public FileLayout Layout { get; }

    /// <summary>Finds the columns and opens the table at its first card.</summary>
    /// <exception cref="FileFaultException">The file is cut off, a card goes beyond a limit, or there is nothing in any.</exception>
    public static VCardTable Open(TextContent text, FileLimits limits)
    {
        using var ahead = OpenReader(text, limits);
        var columns = new VCardColumns(limits);
        while (ahead.Read() is { } card)
        {
            columns.Add(Fields(card, ahead.Number, limits).Keys);
        }

        if (columns.Count == 0)
        {
            throw new FileFaultException(FileFaultCode.NoRows,
                "There is nothing in the cards of this file. Send a file with contacts in it.");
        }

        var layout = new FileLayout { Format = FileFormat.VCard, Encoding = text.EncodingName, Columns = columns.InOrder() };
        return new VCardTable(layout, OpenReader(text, limits), limits);
    }

    /// <inheritdoc/>
    public bool Read(out FileRow row)
    {
        while (_reader.Read() is { } card)
        {
            var fields = Fields(card, _reader.Number, _limits);
            if (fields.Count == 0)
                continue;
            row = new FileRow(_reader.Number, [.. Layout.Columns.Select(column => fields.GetValueOrDefault(column, ""))]);
            return true;
        }

        row = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static VCardReader OpenReader(TextContent text, FileLimits limits) =>
        new(new VCardLines(new TextLines(text.Open(), limits.MaxCellLength), limits), limits);

    private static IReadOnlyDictionary<string, string> Fields(IReadOnlyList<VCardProperty> card, long number, FileLimits limits)
    {
        var fields = new VCardRow(card).Texts;
        foreach (var (column, text) in fields)
        {
            if (text.Length > limits.MaxCellLength)
            {
                throw new FileFaultException(FileFaultCode.TooLarge,
                    $"The {column} of card {number} has more than {limits.MaxCellLength} characters.");
            }
        }

        return fields;
    }
}
