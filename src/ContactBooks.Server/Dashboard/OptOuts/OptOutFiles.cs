using System.Globalization;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Suppressions;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Dashboard.Errors;
using ContactBooks.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactBooks.Server.Dashboard.OptOuts;

/// <summary>Opt-outs as files: <c>/opt-outs/export</c>, the whole list, and <c>/opt-outs/import</c>, more of them.</summary>
internal sealed class OptOutFiles(IStore store, ImportBody bodies, SuppressionFiles files, ServerSettings settings)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/opt-outs").RequireAuthorization(DashboardPolicies.Books);
        group.MapGet("/export", (HttpContext http, OptOutFiles all) => all.SendAsync(http));

        // As of any file (ImportActions), that it comes from a page of this server is known by DashboardMiddleware alone. What a file came to
        // is shown at that address, and is gone when that is asked for again.
        group.MapPost("/import", (HttpContext http, OptOutFiles all) => all.TakeAsync(http));
        group.MapGet("/import", () => Results.LocalRedirect("/opt-outs"));
    }

    private Task SendAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request.Query);
        var format = query.Format(SuppressionExport.Formats);
        return query.Error is null
            ? SuppressionDownload.SendAsync(http, store.Suppressions, Sessions.Of(http)!.Customer!.Id, format)
            : FaultPages.WriteAsync(http, PageFault.NotFound);
    }

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        var (session, customer) = (Sessions.Of(http)!, Sessions.Of(http)!.Customer!);
        var (file, refused) = await bodies.ReadAsync(http);
        if (file is null)
        {
            return Show(null, refused);
        }

        var (data, error) = await files.ImportAsync(
            file, customer.Id, customer.CountryCode ?? settings.DefaultCountryCode, session.AccountUid, http.RequestAborted);
        return data is { Summary: { Invalid: 0, Suppressed: var added } }
            ? Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/opt-outs?added={added}&known={data.Summary.AlreadySuppressed}"))
            : Show(data, error);
    }

    private static RazorComponentResult<OptOutFilePage> Show(SuppressionImportData? data, ApiError? error) =>
        new(new { Data = data, Error = error }) { StatusCode = data is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
}
