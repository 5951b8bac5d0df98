using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Contacts;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Tidying;

/// <summary><c>GET /api/v2/contacts/in-several-books</c>.</summary>
internal sealed class SeveralBooks(Gate gate, IStore store)
{
    public async Task<ApiAnswer> ListAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var slice = query.Slice((string text, out ContactCursor cursor) => ContactCursor.TryParse(text, ContactOrder.Uid, out cursor));
        var include = query.Include(Included.Suppressed);
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var page = await store.Contacts.ListInSeveralBooksAsync(grant.CustomerId, slice);
        var total = await store.Contacts.CountInSeveralBooksAsync(grant.CustomerId);
        var contacts = await ShownContacts.OfAsync(include, page.Items, store, grant.CustomerId);
        var pagination = PaginationJson.Of(query, slice, page);
        return ApiAnswer.Ok(
            "Contacts in several books retrieved", new SeveralBooksData(total, contacts, contacts, pagination), WireJson.Default.SeveralBooksData);
    }
}
