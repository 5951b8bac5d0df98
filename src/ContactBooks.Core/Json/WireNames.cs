namespace ContactBooks.Core.Json;

/// <summary>The values of an enumeration by their names on the wire, which stand in a list in the values' order.</summary>
internal static class WireNames
{
    /// <summary>The place of a name; null if it is none of them.</summary>
    public static int? PlaceOf(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return null;
    }
}
