using System.Globalization;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>What a number format makes of a number, as far as it matters: what people see as a date is one.</summary>
internal enum NumberKind : byte
{
    /// <summary>A number, whatever it is shown as: percent and currencies too.</summary>
    Number,

    /// <summary>A date, with or without a time.</summary>
    Date,

    /// <summary>A time of day, or a date of which the time alone is shown.</summary>
    Time,

    /// <summary>Hours that go on beyond a day, or minutes beyond an hour: <c>[h]:mm</c>.</summary>
    Elapsed,
}

/// <summary>The styles that a workbook's cells point to (ECMA-376 part 1, 18.8.10), as the kinds of number that they make.</summary>
internal sealed class CellStyles
{
    // Excel stops at 65,490 styles.
    private const int MostStyles = 100_000;
    private const int MaxFormatLength = 4_096;

    private readonly List<NumberKind> _kinds = [];

    private CellStyles()
    {
    }

    /// <summary>Those of a workbook that has none.</summary>
    public static CellStyles None { get; } = new();

    /// <summary>The kind by a cell's style; a number for a style that isn't there.</summary>
    public NumberKind this[int style] => (uint)style < (uint)_kinds.Count ? _kinds[style] : NumberKind.Number;

    /// <summary>Reads them.</summary>
    public static CellStyles Read(WorkbookPackage package, string part)
    {
        var styles = new CellStyles();
        var custom = new Dictionary<int, NumberKind>();
        using var xml = package.Read(part);
        var (formats, format, cells, cell) = (xml.Name("numFmts"), xml.Name("numFmt"), xml.Name("cellXfs"), xml.Name("xf"));
        for (var root = xml.Enter(); xml.NextChild(root);)
        {
            if (xml.Is(formats))
            {
                for (var inside = xml.Enter(); xml.NextChild(inside);)
                {
                    if (xml.Is(format) && custom.Count < MostStyles)
                        custom[Id(xml)] = NumberFormat.KindOf(FormatCode(xml));
                }
            }
            else if (xml.Is(cells))
            {
                for (var inside = xml.Enter(); xml.NextChild(inside);)
                {
                    if (!xml.Is(cell))
                        continue;
                    if (styles._kinds.Count == MostStyles)
                        throw WorkbookFaults.TooLarge("it has more styles than any workbook");
                    var id = Id(xml);
                    styles._kinds.Add(custom.TryGetValue(id, out var kind) ? kind : NumberFormat.KindOf(id));
                }
            }
        }

        return styles;
    }

    private static int Id(PartXml xml) =>
        int.TryParse(xml.Attribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static ReadOnlySpan<char> FormatCode(PartXml xml)
    {
        var code = xml.Attribute("formatCode").AsSpan();
        return code.Length <= MaxFormatLength ? code : [];
    }
}
