namespace ContactBooks.Server.Web;

/// <summary>
/// What a page may do in a browser: load and ask nothing but from this server, and run nothing that stands in the page itself.
/// </summary>
internal static class PagePolicy
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void Apply(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;

        // Not to others. Within the server it may: told nothing at all, browsers send forms as from nowhere (Origin: null).
        headers["Referrer-Policy"] = "same-origin";
    }
}
