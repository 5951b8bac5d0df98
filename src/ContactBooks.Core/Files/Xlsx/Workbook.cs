namespace ContactBooks.Core.Files.Xlsx;

/// <summary>A sheet of cells.</summary>
/// <param name="Name">As on its tab.</param>
/// <param name="IsHidden">Whether its tab is hidden.</param>
/// <param name="Part">Where its cells are.</param>
internal sealed record WorkbookSheet(string Name, bool IsHidden, string Part);

/// <summary>What a workbook says of itself before its cells: its sheets, and how numbers become dates.</summary>
internal sealed record Workbook
{
    private const int MostSheets = 10_000;

    /// <summary>Its sheets of cells, in the order of their tabs; those of charts and macros are left away.</summary>
    public required IReadOnlyList<WorkbookSheet> Sheets { get; init; }

    /// <summary>Whether its days are counted from 1904, as Excel for the Mac did.</summary>
    public required bool CountsFrom1904 { get; init; }

    /// <summary>What its cells' styles make of numbers.</summary>
    public required CellStyles Styles { get; init; }

    /// <summary>The part of its shared strings, or null.</summary>
    public required string? SharedStringsPart { get; init; }

    /// <summary>Reads it.</summary>
    /// <exception cref="FileFaultException">The package is none of a workbook, or of one that can't be read.</exception>
    public static Workbook Read(WorkbookPackage package)
    {
        var part = package.RelationshipsOf("").FirstOrDefault(to => to.Kind == "officeDocument").Target
            ?? throw WorkbookFaults.NoWorkbook();
        if (part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw WorkbookFaults.Binary();

        var relationships = package.RelationshipsOf(part);
        var (sheets, countsFrom1904) = ReadSheets(package, part, relationships);
        var styles = PartOf(package, relationships, "styles");
        return new Workbook
        {
            Sheets = sheets,
            CountsFrom1904 = countsFrom1904,
            Styles = styles is null ? CellStyles.None : CellStyles.Read(package, styles),
            SharedStringsPart = PartOf(package, relationships, "sharedStrings"),
        };
    }

    // Writers name parts that they then leave out when there is nothing to put into them.
    private static string? PartOf(WorkbookPackage package, IReadOnlyList<Relationship> relationships, string kind) =>
        relationships.FirstOrDefault(to => to.Kind == kind && package.Has(to.Target)).Target;

    private static (List<WorkbookSheet> Sheets, bool CountsFrom1904) ReadSheets(
        WorkbookPackage package, string part, IReadOnlyList<Relationship> relationships)
    {
        var targets = new Dictionary<string, Relationship>();
        foreach (var relationship in relationships)
            targets.TryAdd(relationship.Id, relationship);

        var sheets = new List<WorkbookSheet>();
        var countsFrom1904 = false;
        using var xml = package.Read(part);
        if (xml.Root != "workbook")
            throw WorkbookFaults.NoWorkbook();

        var (properties, list, sheet) = (xml.Name("workbookPr"), xml.Name("sheets"), xml.Name("sheet"));
        for (var root = xml.Enter(); xml.NextChild(root);)
        {
            if (xml.Is(properties))
                countsFrom1904 = xml.Attribute("date1904") is "1" or "true" or "on";
            else if (xml.Is(list))
            {
                for (var listed = xml.Enter(); xml.NextChild(listed);)
                {
                    if (!xml.Is(sheet) || !targets.TryGetValue(xml.Attribute("id", "/relationships") ?? "", out var target))
                        continue;
                    if (sheets.Count == MostSheets)
                        throw WorkbookFaults.TooLarge($"it has more than {MostSheets} sheets");
                    if (target.Kind == "worksheet")
                        sheets.Add(new(xml.Attribute("name") ?? "", xml.Attribute("state") is "hidden" or "veryHidden", target.Target));
                }
            }
        }

        return (sheets, countsFrom1904);
    }
}
