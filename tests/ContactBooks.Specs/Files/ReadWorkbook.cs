using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>A workbook read from end to end.</summary>
internal sealed record ReadWorkbook(FileLayout Layout, IReadOnlyList<FileRow> Rows)
{
    public static ReadWorkbook Of(WorkbookFile file, FileChoices? choices = null, FileLimits? limits = null) =>
        Of(file.ToBytes(), choices, limits);

    public static ReadWorkbook Of(byte[] file, FileChoices? choices = null, FileLimits? limits = null)
    {
        using var table = ContactFile.Open(() => new MemoryStream(file), choices ?? new FileChoices(), limits ?? new FileLimits());
        var rows = new List<FileRow>();
        while (table.Read(out var row))
            rows.Add(row);
        return new(table.Layout, rows);
    }

    /// <summary>The first cell of each row below the header.</summary>
    public static string[] FirstCells(WorkbookFile file) =>
        [.. Of(file, new FileChoices { HasHeader = true }).Rows.Select(row => row.Cells[0])];

    /// <summary>How the file is refused.</summary>
    public static FileFaultException FaultOf(WorkbookFile file, FileChoices? choices = null, FileLimits? limits = null) =>
        FaultOf(file.ToBytes(), choices, limits);

    /// <inheritdoc cref="FaultOf(WorkbookFile, FileChoices?, FileLimits?)"/>
    public static FileFaultException FaultOf(byte[] file, FileChoices? choices = null, FileLimits? limits = null)
    {
        var read = () => Of(file, choices, limits);
        return read.Should().Throw<FileFaultException>().Which;
    }
}
