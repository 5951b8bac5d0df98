namespace ContactBooks.Server.Dashboard.Parts;

/// <summary>Addresses of the page that is asked for, in which something of its state is another.</summary>
internal static class PageAddress
{
    /// <summary>The page's own address with other values of its query.</summary>
    /// <param name="request">What asks for the page.</param>
    /// <param name="changes">The values; null for none.</param>
    public static string AddressWith(this HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var kept =
            from pair in request.Query
            where !changes.Any(change => change.Name == pair.Key)
            from value in pair.Value
            select KeyValuePair.Create(pair.Key, value);
        var changed = from change in changes where change.Value is not null select KeyValuePair.Create(change.Name, change.Value);
        return request.Path + QueryString.Create(kept.Concat(changed));
    }
}
