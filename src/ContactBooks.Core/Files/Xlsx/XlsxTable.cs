namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// A sheet of an Office Open XML workbook (ISO/IEC 29500, transitional or strict) as a table. Why by a reader of our own:
/// docs/decisions/0014.
/// </summary>
public sealed class XlsxTable : IFileTable
{
    // Rows that are looked at for the header and the columns.
    private const int SampledRows = 100;

    private readonly WorkbookPackage _package;
    private readonly SharedStrings? _strings;
    private readonly Queue<(int Number, string[] Cells)> _sample = new();
    private SheetReader? _sheet;

    private XlsxTable(Stream file, FileChoices choices, FileLimits limits)
    {
        _package = new WorkbookPackage(file, limits);
        try
        {
            var workbook = Workbook.Read(_package);
            if (workbook.SharedStringsPart is { } part)
                _strings = new SharedStrings(_package.Read(part), limits.MaxCellLength);

            var sheet = Choose(workbook, choices.Sheet, limits);
            Layout = LayoutOf(workbook, sheet, choices);
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
    /// <param name="file">Its bytes, which can be sought in; closed with the table.</param>
    /// <param name="choices">What its user says. Without a sheet it is the first visible one that has rows, then the first hidden one.</param>
    /// <param name="limits">How far it may go.</param>
    /// <exception cref="FileFaultException">It can't be read, or there is nothing in it, or not the sheet that was asked for.</exception>
    public static XlsxTable Open(Stream file, FileChoices choices, FileLimits limits)
    {
        var head = new byte[8];
        file.Position = 0;
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && CompoundFile.IsOne(head))
            throw CompoundFile.FaultOf(file);

        try
        {
            return new XlsxTable(file, choices, limits);
        }
        catch (Exception e) when (WorkbookFaults.IsOfBrokenBytes(e))
        {
            throw WorkbookFaults.Of(e);
        }
    }

    /// <inheritdoc/>
    public bool Read(out FileRow row)
    {
        if (_sample.TryDequeue(out var sampled))
        {
            row = RowOf(sampled.Number, sampled.Cells);
            return true;
        }

        if (!ReadSheet())
        {
            row = default;
            return false;
        }

        row = RowOf(_sheet!.Number, _sheet.Cells);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sheet?.Dispose();
        _strings?.Dispose();
        _package.Dispose();
    }

    private WorkbookSheet Choose(Workbook workbook, string? name, FileLimits limits)
    {
        if (name is not null)
        {
            var chosen = workbook.Sheets.FirstOrDefault(sheet => string.Equals(sheet.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw WorkbookFaults.NoSuchSheet(name, workbook.Sheets.Select(sheet => sheet.Name));
            return HasRows(chosen, workbook, limits) ? chosen : throw WorkbookFaults.NoRows(chosen.Name);
        }

        return workbook.Sheets.OrderBy(sheet => sheet.IsHidden).FirstOrDefault(sheet => HasRows(sheet, workbook, limits))
            ?? throw WorkbookFaults.NoRows();
    }

    private bool HasRows(WorkbookSheet sheet, Workbook workbook, FileLimits limits)
    {
        _sheet?.Dispose();
        _sheet = new SheetReader(_package.Read(sheet.Part), workbook, _strings, limits);
        while (_sample.Count < SampledRows && ReadSheet())
            _sample.Enqueue((_sheet.Number, _sheet.Cells.ToArray()));
        return _sample.Count > 0;
    }

    private bool ReadSheet()
    {
        try
        {
            return _sheet!.Read();
        }
        catch (Exception e) when (WorkbookFaults.IsOfBrokenBytes(e))
        {
            throw WorkbookFaults.Of(e);
        }
    }

    private FileLayout LayoutOf(Workbook workbook, WorkbookSheet sheet, FileChoices choices)
    {
        var header = choices.HasHeader != false ? _sample.Dequeue() : default;
        var width = _sample.Select(row => row.Cells.Length).Append(header.Cells?.Length ?? 0).Max();
        return new FileLayout
        {
            Format = FileFormat.Xlsx,
            Sheets = [.. workbook.Sheets.Select(each => each.Name)],
            Sheet = sheet.Name,
            HeaderRow = header.Cells is null ? null : header.Number,
            Columns = [.. Enumerable.Range(0, width).Select(n => header.Cells?.ElementAtOrDefault(n) is { Length: > 0 } name ? name : $"Column {n + 1}")],
        };
    }

    private FileRow RowOf(int number, ReadOnlySpan<string> cells)
    {
        var row = new string[Layout.Columns.Count];
        cells[..Math.Min(cells.Length, row.Length)].CopyTo(row);
        row.AsSpan(Math.Min(cells.Length, row.Length)).Fill("");
        return new FileRow(number, row);
    }
}
