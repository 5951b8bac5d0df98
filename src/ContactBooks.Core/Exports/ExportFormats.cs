namespace ContactBooks.Core.Exports;

/// <summary>The formats by their names on the wire, which are the endings of their files' names.</summary>
public static class ExportFormats
{
    /// <summary>All names, in the order of <see cref="ExportFormat"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["csv", "xlsx", "ndjson", "vcf"];

    /// <summary>A format's name.</summary>
    public static string NameOf(ExportFormat format) => Names[(int)format];

    /// <summary>The format of that name; null if there is none.</summary>
    public static ExportFormat? Find(string name) => Names.IndexOf(name) is var found and >= 0 ? (ExportFormat)found : null;

    /// <summary>A format's media type.</summary>
    public static string MediaTypeOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8",
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Ndjson => "application/x-ndjson",
        _ => "text/vcard; charset=utf-8",
    };

    private static int IndexOf(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
