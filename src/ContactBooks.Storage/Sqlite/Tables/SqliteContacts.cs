using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Contacts in the embedded store.</summary>
/// <param name="writes">Writes.</param>
/// <param name="readers">Reads.</param>
/// <param name="scans">In front of searches that scan a book.</param>
internal sealed class SqliteContacts(KeyedWrites writes, ReaderPool readers, FairSlots scans) : IContactStore
{
    private const string UidByPhone = "select contact_uid from contacts where customer_id = ? and phone = ?";

    public async ValueTask<Written<UploadOutcome>> UploadAsync(
        CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep, CancellationToken cancellation)
    {
        using var lines = new UploadLines(plan);
        return await writes.WriteAsync(
            customer,
            keep,
            now,
            session =>
            {
                if (!SqliteBooks.Exists(session, customer, book))
                {
                    return null;
                }

                using var writer = new UploadWriter(session, customer.Value, book.Value, lines, now.ToUnixTimeMilliseconds());
                return writer.Run();
            },
            cancellation);
    }

    public ValueTask<UploadOutcome> PredictAsync(CustomerId customer, UploadPlan plan)
    {
        var outcome = readers.Read(session =>
        {
            var find = session.Prepare(UidByPhone).Bind(0, customer.Value);
            var contacts = new StoredContact[plan.Contacts.Count];
            for (var i = 0; i < contacts.Length; i++)
            {
                var isThere = find.Bind(1, plan.Contacts[i].Patch.Phone.Number).Step();
                contacts[i] = StoredContact.Predicted(plan.Rules, isThere ? ContactUid.FromBytes(find.Bytes(0)) : null);
                find.Reset();
            }

            return new UploadOutcome(contacts);
        });
        return ValueTask.FromResult(outcome);
    }

    public ValueTask<Written<TidyingOutcome>> TidyAsync(
        CustomerId customer, TidyingRequest request, DateTimeOffset now, AnswerToKeep<TidyingOutcome>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session =>
            {
                if (new[] { request.From, request.To }.Any(book => book != default && !SqliteBooks.Exists(session, customer, book)))
                {
                    return null;
                }

                var deleted = DeletedBooks.WithContactsOf(session, customer.Value);
                using var tidying = new ContactTidying(session, customer.Value, request, deleted, now.ToUnixTimeMilliseconds());
                return tidying.Run();
            },
            cancellation);

    public ValueTask<TidyingOutcome> PredictAsync(CustomerId customer, TidyingRequest request) =>
        ValueTask.FromResult(readers.Read(session => ContactTidying.Predict(session, customer.Value, request)));

    public ValueTask<Contact?> FindAsync(CustomerId customer, ContactUid contact) =>
        ValueTask.FromResult(readers.Read(session =>
        {
            var reader = new ContactReader(session, customer.Value);
            return reader.Find(contact) is { } found && reader.WithGroups(found) is { Groups.Count: > 0 } shown ? shown : null;
        }));

    public ValueTask<Page<Contact, ContactCursor>> ListInSeveralBooksAsync(CustomerId customer, Slice<ContactCursor> slice) =>
        ValueTask.FromResult(readers.Read(session => new ContactReader(session, customer.Value).ListInSeveralBooks(slice)));

    public ValueTask<long> CountInSeveralBooksAsync(CustomerId customer) =>
        ValueTask.FromResult(readers.Read(session => new ContactReader(session, customer.Value).CountInSeveralBooks()));

    public ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice) =>
        ValueTask.FromResult(readers.Read(session => new MembershipList(session, customer.Value, book.Value).Newest(slice)));

    public async ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation)
    {
        if (FindByNumber(customer, book, query, slice) is { } found)
        {
            return found;
        }

        using (await scans.TakeAsync(customer, cancellation))
        {
            return readers.Read(session => new BlockSearch(session, customer.Value, book.Value, query, cancellation).Run(slice));
        }
    }

    public async ValueTask<Page<Contact, ContactCursor>> ListSortedAsync(
        CustomerId customer,
        BookId book,
        ContactSort sort,
        SearchQuery? query,
        int limit,
        ContactCursor? after,
        CancellationToken cancellation)
    {
        var slice = new Slice<ContactCursor>(0, limit, after);
        var order = ContactCursor.OrderOf(sort, query);
        if (order == ContactOrder.Oldest)
        {
            return readers.Read(session => new MembershipList(session, customer.Value, book.Value).Oldest(slice));
        }

        if (query is not null && FindByNumber(customer, book, query, slice) is { } found)
        {
            return found;
        }

        using (await scans.TakeAsync(customer, cancellation))
        {
            return readers.Read(session =>
                new SortedSearch(session, customer.Value, book.Value, order, query, cancellation).Run(limit, after));
        }
    }

    private Page<Contact, ContactCursor>? FindByNumber(CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice) =>
        NumberLookup.IsFor(query, slice) ? readers.Read(session => new NumberSearch(session, customer.Value, book.Value, query).Find(slice)) : null;
}
