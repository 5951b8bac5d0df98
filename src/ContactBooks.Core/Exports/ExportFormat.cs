namespace ContactBooks.Core.Exports;

/// <summary>The formats that contacts go out in. All of them can be imported again.</summary>
public enum ExportFormat
{
    /// <summary>Text with a delimiter between cells, RFC 4180.</summary>
    Csv,

    /// <summary>An Excel workbook, Office Open XML.</summary>
    Xlsx,

    /// <summary>A JSON object a line, each a row as the bulk upload takes it.</summary>
    Ndjson,

    /// <summary>vCard 3 (RFC 2426): what every phone and mail program reads.</summary>
    VCard,
}
