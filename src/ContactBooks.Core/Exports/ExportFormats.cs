using ContactBooks.Core.Json;

namespace ContactBooks.Core.Exports;

/// <summary>The formats by their names on the wire, which are the endings of their files' names.</summary>
public static class ExportFormats
{
    /// <summary>All names, in the order of <see cref="ExportFormat"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["csv", "xlsx", "ndjson", "vcf"];

    /// <summary>A format's name.</summary>
    public static string NameOf(ExportFormat format) => Names[(int)format];

    /// <summary>The format of that name; null if there is none.</summary>
    public static ExportFormat? Find(string name) => (ExportFormat?)Names.PlaceOf(name);

    /// <summary>A format's media type.</summary>
    public static string MediaTypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Ndjson => "application/x-ndjson",
        _ => "text/vcard; charset=utf-8",
    };
}
