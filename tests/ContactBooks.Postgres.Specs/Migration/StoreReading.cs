using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Migration;

/// <summary>All that the port tells of a store, a line for each thing, so that two stores can be held side by side.</summary>
internal static class StoreReading
{
    private static readonly string[] Fragments = ["lead", "shared", "changed 7", "7000780", "070007", "söhne", "जोशी", "小明", "zoe", "zoë", "last@example", "neil", "undone", "nothing"];

    /// <summary>Reads it.</summary>
    public static async Task<List<string>> ReadAsync(IStore store, LivedInStore lived)
    {
        List<string> seen = [];
        foreach (var secret in lived.Secrets)
        {
            seen.Add($"{await store.Directory.FindGrantAsync(TokenSecret.Hash(secret))}");
        }

        await ReadSignInsAsync(store, lived, seen);
        foreach (var customer in await store.Directory.ListCustomersAsync())
        {
            seen.Add($"{customer}");
            seen.AddRange((await store.Directory.ListUsersAsync(customer.Id)).Select(user => $"{user}"));
            seen.AddRange((await store.Directory.ListTokensAsync(customer.Id)).Select(token => $"{token}"));
            await ReadBooksAsync(store, customer, seen);
            var suppressions = await store.Suppressions.ListAsync(customer.Id, null, new Slice<SuppressionCursor>(0, 100, null));
            seen.AddRange(suppressions.Items.Select(one => $"{one}"));
            var rows = await store.Statistics.ListRowsAsync(customer.Id, null, DateOnly.MinValue.AddDays(1));
            seen.AddRange(rows.OrderBy(count => $"{count.Kind}", StringComparer.Ordinal).Select(count => $"{count}"));
            var fields = await store.CustomFields.ListAsync(customer.Id);
            seen.AddRange(fields.Select(field => $"{field} {string.Join('|', field.Choices)}"));
            var (state, answer) = await store.Keys.FindAsync(customer.Id, lived.LastRequest, lived.After);
            seen.AddRange((await store.Imports.FindMappingAsync(customer.Id, "handy", lived.After))?.Columns.Select(column => $"{column}") ?? ["nothing remembered"]);
            await ReadHistoryAsync(store, customer, lived, seen);
            seen.Add($"{state} {answer?.ChangeUid} {answer?.Message} {(answer is null ? "" : Convert.ToHexString(answer.Data.Span))}");
        }

        return seen;
    }

    private static async Task ReadSignInsAsync(IStore store, LivedInStore lived, List<string> seen)
    {
        seen.AddRange((await store.Accounts.ListOperatorsAsync()).Select(account => $"{account}"));
        foreach (var email in new[] { "opal@example.com", "asha@example.com" })
        {
            seen.AddRange((await store.Accounts.FindSignInsAsync(email)).Select(account => $"{account}"));
        }

        seen.Add($"{(await store.Accounts.FindInvitationAsync(TokenSecret.Hash("invited"), lived.After)).Should().NotBeNull().And.Subject}");
        seen.Add($"{(await store.Sessions.FindAsync(TokenSecret.Hash("user"), lived.After)).Should().NotBeNull().And.Subject}");
        seen.Add($"{(await store.Sessions.FindAsync(TokenSecret.Hash("operator"), lived.After)).Should().NotBeNull().And.Subject}");
        foreach (var credential in new byte[][] { [1, 0, 255], [2] })
        {
            var passkey = (await store.Passkeys.FindAsync(credential))!;
            seen.Add($"{passkey with { PublicKey = default }} {Convert.ToHexString(passkey.PublicKey.Span)}");
        }

        seen.AddRange(await store.KeyRing.ListAsync());
    }

    private static async Task ReadBooksAsync(IStore store, Customer customer, List<string> seen)
    {
        foreach (var status in new BookStatus?[] { null, BookStatus.Active, BookStatus.Inactive })
        {
            var books = await store.Books.ListAsync(customer.Id, new BookFilter(status, null), new Slice<BookCursor>(0, 100, null));
            seen.AddRange(books.Items.Select(book => $"{status}: {book}"));
        }

        foreach (var book in (await store.Books.ListAsync(customer.Id, default, new Slice<BookCursor>(0, 100, null))).Items)
        {
            await WalkAsync(slice => store.Contacts.ListAsync(customer.Id, book.Id, slice), seen);
            foreach (var import in (await store.Imports.ListAsync(customer.Id, book.Id, new Slice<ImportCursor>(0, 100, null))).Items)
            {
                seen.Add($"{import with { Options = default }} {Convert.ToHexString(import.Options.Span)}");
                seen.Add(Convert.ToHexString((await store.Imports.ReadPieceAsync(customer.Id, import.Uid, 0, default)).Span));
            }

            foreach (var fragment in Fragments)
            {
                seen.Add($"{book.Name}, {fragment}:");
                await WalkAsync(slice => store.Contacts.SearchAsync(customer.Id, book.Id, Uploads.Query(fragment), slice, default), seen);
            }
        }
    }

    private static async Task ReadHistoryAsync(IStore store, Customer customer, LivedInStore lived, List<string> seen)
    {
        foreach (var change in (await store.History.ListAsync(customer.Id, default, new Slice<ChangeCursor>(0, 100, null), lived.After)).Items)
        {
            seen.Add($"{change}");
            seen.AddRange((await store.History.ListKeptAsync(customer.Id, change.Uid, new Slice<KeptCursor>(0, 100, null))).Items.Select(kept => $"{kept}"));
        }
    }

    private static async Task WalkAsync(Func<Slice<ContactCursor>, ValueTask<Page<Contact, ContactCursor>>> read, List<string> seen)
    {
        ContactCursor? after = null;
        do
        {
            var page = await read(new Slice<ContactCursor>(0, 300, after));
            seen.AddRange(page.Items.Select(contact => $"{Shown.Of(contact)}"));

            // The cursor too: a client that was half through a list goes on with it.
            seen.Add($"{after = page.Next}");
        }
        while (after is not null);
    }
}
