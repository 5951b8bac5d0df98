namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// Names of parts (ECMA-376 part 2, 8.1.1), as <c>xl/workbook.xml</c>: without the leading slash, compared without regard to case, and
/// with the backslashes of some writers turned.
/// </summary>
internal static class PartName
{
    /// <summary>The name of a zip entry.</summary>
    public static string Of(string entry) => entry.Replace('\\', '/').TrimStart('/');

    /// <summary>What a relationship's target is called, as seen from the part that points to it.</summary>
    /// <param name="source">That part; empty for the package.</param>
    /// <param name="target">Absolute, or relative to the part's folder. What climbs above the package stays at its top.</param>
    public static string Resolve(string source, string target)
    {
        target = Uri.UnescapeDataString(target).Replace('\\', '/');
        var from = target.StartsWith('/') ? [] : source.Split('/')[..^1];
        var names = new List<string>(from);
        foreach (var name in target.Split('/'))
        {
            if (name is "" or ".")
                continue;
            if (name != "..")
                names.Add(name);
            else if (names.Count > 0)
                names.RemoveAt(names.Count - 1);
        }

        return string.Join('/', names);
    }

    /// <summary>The part that says what another points to.</summary>
    public static string OfRelationships(string part)
    {
        var folder = part.LastIndexOf('/') + 1;
        return $"{part[..folder]}_rels/{part[folder..]}.rels";
    }
}
