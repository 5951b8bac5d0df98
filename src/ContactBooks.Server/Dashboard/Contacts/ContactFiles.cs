using ContactBooks.Core.Exports;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Dashboard.Errors;
using ContactBooks.Server.Exports;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary><c>/books/{bookUid}/export</c>: a book's contacts, or those that a search finds, as a file.</summary>
internal static class ContactFiles
{
    /// <summary>What they can be had in.</summary>
    public static IReadOnlyList<ExportFormat> Formats { get; } = Enum.GetValues<ExportFormat>();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/books/{bookUid}/export", SendAsync).RequireAuthorization(DashboardPolicies.Books);

    private static async Task SendAsync(HttpContext http, string bookUid, IStore store, PhoneReader phones, ServerSettings settings)
    {
        var customer = Sessions.Of(http)!.Customer!;
        var query = new QueryReader(http.Request.Query);
        var options = new ExportOptions(
            query.Format(Formats), SearchQuery.Parse(query.Search(), phones, customer.CountryCode ?? settings.DefaultCountryCode), ',', false);
        if (query.Error is not null || await store.Books.FindAsync(customer.Id, bookUid) is not { } book)
        {
            await FaultPages.WriteAsync(http, PageFault.NotFound);
            return;
        }

        await ContactDownload.SendAsync(http, store.Contacts, customer.Id, book, options);
    }
}
