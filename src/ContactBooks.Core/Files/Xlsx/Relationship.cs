namespace ContactBooks.Core.Files.Xlsx;

/// <summary>What a part points to (ECMA-376 part 2, 8.3).</summary>
/// <param name="Id">Its name within the part.</param>
/// <param name="Kind">The last word of its type, which the transitional and the strict form share: <c>worksheet</c>, <c>styles</c>.</param>
/// <param name="Target">The part that is pointed to.</param>
internal readonly record struct Relationship(string Id, string Kind, string Target)
{
    private const int MostOfOnePart = 10_000;

    /// <summary>Reads those of a part; pointers out of the package are left away.</summary>
    /// <param name="package">The package.</param>
    /// <param name="name">The part that lists them.</param>
    /// <param name="source">The part that they are of.</param>
    public static List<Relationship> ReadAll(WorkbookPackage package, string name, string source)
    {
        var all = new List<Relationship>();
        using var xml = package.Read(name);
        var relationship = xml.Name("Relationship");
        for (var root = xml.Enter(); xml.NextChild(root);)
        {
            if (!xml.Is(relationship) || xml.Attribute("TargetMode") == "External")
                continue;
            if (all.Count == MostOfOnePart)
                throw WorkbookFaults.TooLarge("it is made of more parts than any workbook");

            var type = xml.Attribute("Type") ?? "";
            all.Add(new(
                xml.Attribute("Id") ?? "",
                type[(type.LastIndexOf('/') + 1)..],
                PartName.Resolve(source, xml.Attribute("Target") ?? "")));
        }

        return all;
    }
}
