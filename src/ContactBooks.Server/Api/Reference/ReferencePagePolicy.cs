namespace ContactBooks.Server.Api.Reference;

/// <summary>
/// What the page at <c>/docs</c> may do in a browser: load and ask nothing but from this server. The page's own loader is
/// an inline script, so inline scripts are allowed here, and here alone.
/// </summary>
internal static class ReferencePagePolicy
{
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
