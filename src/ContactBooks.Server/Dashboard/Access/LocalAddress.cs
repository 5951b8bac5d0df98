namespace ContactBooks.Server.Dashboard.Access;

/// <summary>Where to go on, by the word of a form or an address that anybody may have made up.</summary>
internal static class LocalAddress
{
    /// <summary>It, if it is a page of this server; else the first page.</summary>
    public static string Of(string? wanted) =>
        wanted is ['/', ..] && wanted is not ['/', '/' or '\\', ..] && !wanted.Any(char.IsControl) ? wanted : "/";
}
