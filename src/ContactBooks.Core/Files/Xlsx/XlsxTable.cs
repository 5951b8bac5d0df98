namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// A sheet of an Office Open XML workbook (ISO/IEC 29500, transitional or strict) as a table, read row by row. Why by a reader of our
/// own: docs/decisions/0015.
/// </summary>
/// <remarks>
/// Its columns are those of the header and of the first rows. What stands right of them further down has no column: notes beside a table
/// are no part of it.
/// </remarks>
internal sealed class XlsxTable : IFileTable
{
    private readonly WorkbookPackage _package;
    private readonly SharedStrings? _strings;
    private readonly Queue<FileRow> _sample;
    private SheetReader? _sheet;

    private XlsxTable(Stream file, FileChoices choices, FileLimits limits)
    {
        _package = new WorkbookPackage(file, limits);
        try
        {
            var workbook = Workbook.Read(_package);
            if (workbook.SharedStringsPart is { } part)
                _strings = new SharedStrings(_package.Read(part), limits.MaxCellLength);

            var (sheet, rows) = Choose(workbook, choices.Sheet, limits);
            var header = HeaderGuess.Find(rows, choices.HasHeader);
            _sample = new Queue<FileRow>(rows.Skip(header + 1));
            if (_sample.Count == 0)
                throw WorkbookFaults.HeaderOnly(sheet.Name);

            Layout = new FileLayout
            {
                Format = FileFormat.Xlsx,
                Sheets = [.. workbook.Sheets.Select(each => each.Name)],
                Sheet = sheet.Name,
                HeaderRow = header < 0 ? null : rows[header].Number,
                Columns = ColumnNames.Make(
                    header < 0 ? [] : rows[header].Cells,
                    rows.Skip(Math.Max(header, 0)).Max(row => row.Cells.Count)),
            };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public FileLayout Layout { get; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">Its bytes, which can be sought in; closed with the table, and where there is a fault.</param>
    /// <param name="choices">
    /// What its user says. Without a sheet it is the first visible one that has rows, then the first hidden one.
    /// </param>
    /// <param name="limits">How far it may go.</param>
    /// <exception cref="FileFaultException">It can't be read, or has no rows, or not the sheet that was asked for.</exception>
    public static XlsxTable Open(Stream file, FileChoices choices, FileLimits limits)
    {
        try
        {
            return new XlsxTable(file, choices, limits);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (WorkbookFaults.IsOfBrokenBytes(e))
                throw WorkbookFaults.Of(e);
            throw;
        }
    }

    /// <inheritdoc/>
    public bool Read(out FileRow row)
    {
        if (_sample.TryDequeue(out row))
        {
            row = row with { Cells = Fit([.. row.Cells]) };
            return true;
        }

        if (!ReadSheet(_sheet!))
            return false;

        row = new FileRow(_sheet!.Number, Fit(_sheet.Cells));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sheet?.Dispose();
        _strings?.Dispose();
        _package.Dispose();
    }

    private (WorkbookSheet Sheet, List<FileRow> FirstRows) Choose(Workbook workbook, string? name, FileLimits limits)
    {
        if (name is not null)
        {
            var sheet = workbook.Sheets.FirstOrDefault(sheet => string.Equals(sheet.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw WorkbookFaults.NoSuchSheet(name, workbook.Sheets.Select(each => each.Name));
            return FirstRows(sheet, workbook, limits) is { Count: > 0 } rows ? (sheet, rows) : throw WorkbookFaults.NoRows(sheet.Name);
        }

        foreach (var sheet in workbook.Sheets.OrderBy(sheet => sheet.IsHidden))
        {
            if (FirstRows(sheet, workbook, limits) is { Count: > 0 } rows)
                return (sheet, rows);
        }

        throw WorkbookFaults.NoRows();
    }

    private List<FileRow> FirstRows(WorkbookSheet sheet, Workbook workbook, FileLimits limits)
    {
        _sheet?.Dispose();
        _sheet = new SheetReader(_package.Read(sheet.Part), workbook, _strings, limits);
        var rows = new List<FileRow>();
        while (rows.Count < HeaderGuess.SampleRows && ReadSheet(_sheet))
            rows.Add(new FileRow(_sheet.Number, _sheet.Cells.ToArray()));
        return rows;
    }

    private static bool ReadSheet(SheetReader sheet)
    {
        try
        {
            return sheet.Read();
        }
        catch (Exception e) when (WorkbookFaults.IsOfBrokenBytes(e))
        {
            throw WorkbookFaults.Of(e);
        }
    }

    private string[] Fit(ReadOnlySpan<string> cells)
    {
        var fitted = new string[Layout.Columns.Count];
        var count = Math.Min(cells.Length, fitted.Length);
        cells[..count].CopyTo(fitted);
        fitted.AsSpan(count).Fill("");
        return fitted;
    }
}
