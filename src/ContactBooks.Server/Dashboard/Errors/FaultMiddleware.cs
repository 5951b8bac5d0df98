using ContactBooks.Core.Store;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Observability;
using Microsoft.AspNetCore.Antiforgery;

namespace ContactBooks.Server.Dashboard.Errors;

/// <summary>Whatever goes wrong with a page is told as a page. What goes wrong with the API is no business of this.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, FailureLog failures)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<DashboardEndpoint>() is null)
        {
            await next(http);
            return;
        }

        var fault = default(PageFault);
        try
        {
            await next(http);
        }
        catch (Exception e) when (e is not OperationCanceledException && !http.Response.HasStarted && DashboardEndpoint.Is(http))
        {
            fault = e is StoreFaultException ? PageFault.Unavailable : PageFault.Internal;
            failures.Write(http.TraceIdentifier, fault.Name, e);
        }

        fault ??= http.Response.HasStarted ? null : FaultOf(http);
        if (fault is not null)
        {
            await FaultPages.WriteAsync(http, fault);
        }
    }

    private static PageFault? FaultOf(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound when WantsPage(http) => http.Features.Get<PageFault>() ?? PageFault.NotFound,
        StatusCodes.Status403Forbidden when DashboardEndpoint.Is(http) => PageFault.Forbidden,
        StatusCodes.Status400BadRequest when http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } => PageFault.OldForm,
        _ => null,
    };

    /// <summary>Whether a person's browser asks: at an address that there isn't, the API's clients get their envelope.</summary>
    private static bool WantsPage(HttpContext http) =>
        DashboardEndpoint.Is(http) ||
        (HttpMethods.IsGet(http.Request.Method) &&
            !http.Request.Path.StartsWithSegments("/api") &&
            http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));
}
