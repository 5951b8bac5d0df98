using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Contacts;

/// <summary>The endpoint that lists or searches the contacts of a book.</summary>
internal sealed class ContactEndpoints(Gate gate, IStore store, PhoneReader phones, ServerSettings settings)
{
    public async Task<ApiAnswer> ListAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var search = SearchQuery.Parse(query.Search(), phones, grant.CountryCode ?? settings.DefaultCountryCode);
        var order = search is null ? ContactOrder.Membership : ContactOrder.Search;
        var slice = query.Slice((string text, out ContactCursor cursor) => ContactCursor.TryParse(text, order, out cursor));
        var include = query.Include(Included.Suppressed);
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var page = search is null
            ? await store.Contacts.ListAsync(grant.CustomerId, book.Id, slice)
            : await store.Contacts.SearchAsync(grant.CustomerId, book.Id, search, slice, http.RequestAborted);
        var contacts = await ShownContacts.OfAsync(include, page.Items, store, grant.CustomerId);
        return ApiAnswer.Ok(
            "Contact book contacts retrieved",
            new ContactListData(BookRefJson.Of(book), contacts, contacts, PaginationJson.Of(query, slice, page)),
            WireJson.Default.ContactListData);
    }
}
