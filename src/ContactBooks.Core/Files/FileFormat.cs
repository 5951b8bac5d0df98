namespace ContactBooks.Core.Files;

/// <summary>The kinds of file that contacts come in.</summary>
public enum FileFormat
{
    /// <summary>Text with a delimiter between cells: CSV, TSV and their kin.</summary>
    Delimited,

    /// <summary>An Excel workbook, Office Open XML.</summary>
    Xlsx,

    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>vCard, version 3 or 4 (RFC 2426, RFC 6350), or 2.1 as Android writes it.</summary>
    VCard,
}
