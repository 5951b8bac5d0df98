using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Commands.Demo;

/// <summary>What a client needs to know of the demo's server.</summary>
/// <param name="Server">Its address, without a path.</param>
/// <param name="BookUid">The book to upload into.</param>
/// <param name="Token">A live token.</param>
/// <param name="Dashboard">The link that opens the dashboard, once.</param>
internal sealed record DemoAccess(string Server, string BookUid, string Token, string Dashboard)
{
    /// <summary>Where contacts are uploaded to.</summary>
    public string UploadAddress => $"{Server}/api/v2/contact-books/{BookUid}/contacts/bulk";

    /// <summary>Where the book's contacts are listed.</summary>
    public string ListAddress => $"{Server}/api/v2/contact-books/{BookUid}/contacts";

    /// <summary>Makes a customer, a token and a book.</summary>
    public static async Task<DemoAccess> MakeAsync(IStore store, Uri server, DateTimeOffset now)
    {
        var user = PublicUid.New(PublicUid.User, now);
        var customer = await store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, now),
            "Demo customer",
            new CallingCode(DemoSample.CountryCode),
            Features.Contacts,
            user,
            now);
        var token = await IssuedToken.IssueAsync(store, customer.Id, user, "Demo", TokenScope.Global, sender: null, expiresAt: null, now);
        var book = await store.Books.CreateAsync(
            customer.Id,
            new NewBook(PublicUid.New(PublicUid.Book, now), "Retail Leads", "Made by the demo", "#0f62fe"),
            now,
            keep: null,
            CancellationToken.None);
        var dashboard = await Invitations.ToSignInAsync(store, server, user, now);
        return new DemoAccess(server.GetLeftPart(UriPartial.Authority), book.Value!.Uid, token!.Secret, dashboard);
    }
}
