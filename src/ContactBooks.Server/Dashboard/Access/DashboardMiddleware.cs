using ContactBooks.Server.Dashboard.Errors;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>
/// What holds for every page: what it may do in a browser, that no proxy or browser keeps it, that nothing goes over the network in
/// clear, and that no other site sends forms here.
/// </summary>
internal sealed class DashboardMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!DashboardEndpoint.Is(http))
        {
            return next(http);
        }

        PageHeaders.Apply(http.Response);
        if (!http.Request.IsHttps && !Loopback.IsHost(http.Request.Host.Host))
        {
            return FaultPages.WriteAsync(http, PageFault.NeedsTls);
        }

        return IsForeign(http.Request) ? FaultPages.WriteAsync(http, PageFault.FromElsewhere) : next(http);
    }

    /// <summary>Whether another site has a browser send something here; by what browsers say of it themselves, which no script can change.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site != "same-origin" && site != "none";
        }

        // Every browser says at least this of what is sent with POST. What says neither may be anything: files are taken without a
        // form's token (ImportActions), by this alone.
        return request.Headers.Origin != $"{request.Scheme}://{request.Host}";
    }
}
