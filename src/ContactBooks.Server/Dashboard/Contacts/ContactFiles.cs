using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
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

/// <summary>
/// <c>/books/{bookUid}/export</c>: a book's contacts, or those that a search finds, as a file; and <c>…/export/selected</c>: those that
/// are selected in its list.
/// </summary>
internal static class ContactFiles
{
    /// <summary>What they can be had in.</summary>
    public static IReadOnlyList<ExportFormat> Formats { get; } = Enum.GetValues<ExportFormat>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/books/{bookUid}/export").RequireAuthorization(DashboardPolicies.Books);
        group.MapGet("", SendAsync);
        group.MapGet("/selected", SendSelectedAsync);
    }

    private static async Task SendAsync(HttpContext http, string bookUid, IStore store, PhoneReader phones, ServerSettings settings)
    {
        var customer = Sessions.Of(http)!.Customer!;
        var query = new QueryReader(http.Request.Query);
        var search = SearchQuery.Parse(query.Search(), phones, customer.CountryCode ?? settings.DefaultCountryCode);
        if (await ReadAsync(http, query, bookUid, store) is var (book, options))
        {
            await ContactDownload.SendAsync(http, book, cancellation => store.Contacts.PagesAsync(customer.Id, book.Id, search, cancellation), options);
        }
    }

    private static async Task SendSelectedAsync(HttpContext http, string bookUid, IStore store)
    {
        if (await ReadAsync(http, new QueryReader(http.Request.Query), bookUid, store) is not var (book, options))
        {
            return;
        }

        var selected = await SelectedAsync(store.Contacts, Sessions.Of(http)!.Customer!.Id, http.Request.Query);
        if (selected.Count == 0)
        {
            http.Response.Redirect(ListPlace.AddressOf(book, http.Request.Query));
            return;
        }

        await ContactDownload.SendAsync(http, book, _ => new[] { selected }.ToAsyncEnumerable(), options);
    }

    /// <summary>The book, and how its contacts go out; null where the address is wrong, which is told then.</summary>
    private static async Task<(Book Book, ExportOptions Options)?> ReadAsync(HttpContext http, QueryReader query, string bookUid, IStore store)
    {
        var options = new ExportOptions(query.Format(Formats));
        if (query.Error is null && await store.Books.FindAsync(Sessions.Of(http)!.Customer!.Id, bookUid) is { } book)
        {
            return (book, options);
        }

        await FaultPages.WriteAsync(http, PageFault.NotFound);
        return null;
    }

    /// <summary>Those that are still there.</summary>
    private static async Task<IReadOnlyList<Contact>> SelectedAsync(IContactStore contacts, CustomerId customer, IQueryCollection query)
    {
        var found = new List<Contact>();
        foreach (var uid in SelectedContacts.Of(query))
        {
            if (await contacts.FindAsync(customer, uid) is { } contact)
            {
                found.Add(contact);
            }
        }

        return found;
    }
}
