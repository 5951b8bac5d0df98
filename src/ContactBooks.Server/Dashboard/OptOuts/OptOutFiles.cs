using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Suppressions;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Dashboard.Errors;

namespace ContactBooks.Server.Dashboard.OptOuts;

/// <summary><c>/opt-outs/export</c>: the whole list as a file.</summary>
internal static class OptOutFiles
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/opt-outs/export", SendAsync).RequireAuthorization(DashboardPolicies.Books);

    private static Task SendAsync(HttpContext http, IStore store)
    {
        var query = new QueryReader(http.Request.Query);
        var format = query.Format(SuppressionExport.Formats);
        return query.Error is null
            ? SuppressionDownload.SendAsync(http, store.Suppressions, Sessions.Of(http)!.Customer!.Id, format)
            : FaultPages.WriteAsync(http, PageFault.NotFound);
    }
}
