namespace ContactBooks.Core.Json;

/// <summary>Names in the paths of faults.</summary>
internal static class JsonPath
{
    private const int MaxLength = 64;

    /// <summary>A name as a path tells it: cut, and without control characters, since it may come from anyone.</summary>
    public static string Shorten(string name)
    {
        var cut = name.Length <= MaxLength ? name : name[..MaxLength] + "…";
        return string.Create(cut.Length, cut, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '\uFFFD' : text[i];
            }
        });
    }
}
