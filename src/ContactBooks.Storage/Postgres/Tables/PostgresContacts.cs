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
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Contacts in PostgreSQL.</summary>
internal sealed class PostgresContacts(PostgresDatabase database, PostgresKeys keys, FairSlots slots, SearchCache searches) : IContactStore
{
    private readonly UploadGuesses _guesses = new();

    // A look-up per contact, whatever the planner believes; see StoredRow.
    private const string UidsByPhone =
        """
        select c.phone, c.contact_uid
        from unnest($2) as p (phone)
        cross join lateral (select phone, contact_uid from contacts where customer_id = $1 and phone = p.phone offset 0) c
        """;

    // As the partial index has it, so that it is used. $2 are deleted books that contacts are still on their way out of, mostly none.
    private const string InSeveralBooks =
        """
        from contacts where customer_id = $1 and cardinality(books) > 2
          and (cardinality($2::bigint[]) = 0
            or (select count(*) from generate_series(1, cardinality(books), 2) as n where books[n] <> all ($2)) > 1)
        """;

    private const string ByUid =
        $"""
        select {ContactRows.Columns} from contacts c
        {ContactRows.Groups}
        where c.customer_id = $1 and c.contact_uid = $2
        """;

    private const string SeveralBooks =
        $"""
        select {ContactRows.Columns}
        from (select * {InSeveralBooks} and contact_uid > $3 order by contact_uid limit $4 offset $5) c
        {ContactRows.Groups}
        order by c.contact_uid
        """;

    private const string SeveralBooksCount = $"select count(*) {InSeveralBooks}";

    public async ValueTask<Written<UploadOutcome>> UploadAsync(
        CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep, CancellationToken cancellation)
    {
        using (await slots.TakeAsync(customer, cancellation))
        {
            return await keys.WriteAsync(
                customer, keep, now, transaction => new UploadWriter(transaction, customer.Value, book.Value, plan, now.ToUnixTimeMilliseconds(), _guesses).RunAsync());
        }
    }

    public ValueTask<UploadOutcome> PredictAsync(CustomerId customer, UploadPlan plan) =>
        database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(UidsByPhone, connection);
            command.Parameters.Bind(customer.Value).Bind(plan.Contacts.Select(planned => planned.Patch.Phone.Number).ToArray());
            await using var row = await command.ExecuteReaderAsync();
            var stored = new Dictionary<long, ContactUid>();
            while (await row.ReadAsync())
            {
                stored.Add(row.GetInt64(0), row.Uid(1));
            }

            return new UploadOutcome([.. plan.Contacts.Select(planned => StoredContact.Predicted(
                plan.Rules, stored.TryGetValue(planned.Patch.Phone.Number, out var uid) ? uid : null))]);
        });

    public async ValueTask<Written<TidyingOutcome>> TidyAsync(
        CustomerId customer, TidyingRequest request, DateTimeOffset now, AnswerToKeep<TidyingOutcome>? keep, CancellationToken cancellation)
    {
        using (await slots.TakeAsync(customer, cancellation))
        {
            return await keys.WriteAsync(customer, keep, now, async transaction =>
            {
                var connection = await transaction.BeginAsync();
                if (!await PostgresBooks.AreThereAsync(connection, customer, [request.From, request.To]))
                {
                    return null;
                }

                var deleted = await DeletedBooks.WithContactsOfAsync(connection, customer.Value);
                var tidying = new ContactTidying(transaction, customer.Value, request, deleted, now.ToUnixTimeMilliseconds());
                transaction.Keep(tidying);
                return await tidying.RunAsync();
            });
        }
    }

    public ValueTask<TidyingOutcome> PredictAsync(CustomerId customer, TidyingRequest request) =>
        database.ReadAsync(connection => ContactTidying.PredictAsync(connection, customer.Value, request));

    public ValueTask<Contact?> FindAsync(CustomerId customer, ContactUid contact) =>
        database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(ByUid, connection);
            command.Parameters.Bind(customer.Value).Bind(contact.ToGuid());
            await using var row = await command.ExecuteReaderAsync();
            return await row.ReadAsync() && ContactRows.Read(row) is { Groups.Count: > 0 } shown ? shown : null;
        });

    public ValueTask<Page<Contact, ContactCursor>> ListInSeveralBooksAsync(CustomerId customer, Slice<ContactCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            var deleted = await DeletedBooks.WithContactsOfAsync(connection, customer.Value);
            await using var command = new NpgsqlCommand(SeveralBooks, connection);
            command.Parameters.Bind(customer.Value).Bind(deleted.Select(book => book.Value).ToArray())
                .Bind(slice.After?.Uid.ToGuid() ?? Guid.Empty).Bind((long)slice.Limit + 1).Bind(slice.Offset);
            await using var row = await command.ExecuteReaderAsync();
            var found = new List<Contact>();
            while (await row.ReadAsync())
            {
                found.Add(ContactRows.Read(row));
            }

            return found.ToPage(slice.Limit, contact => new ContactCursor(ContactOrder.Uid, 0, contact.Uid));
        });

    public ValueTask<long> CountInSeveralBooksAsync(CustomerId customer) =>
        database.ReadAsync(async connection =>
        {
            var deleted = await DeletedBooks.WithContactsOfAsync(connection, customer.Value);
            await using var command = new NpgsqlCommand(SeveralBooksCount, connection);
            command.Parameters.Bind(customer.Value).Bind(deleted.Select(book => book.Value).ToArray());
            return (long)(await command.ExecuteScalarAsync())!;
        });

    public ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice) =>
        new MembershipList(database, customer.Value, book.Value).NewestAsync(slice);

    public async ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
        await FindByNumberAsync(customer, book, query, slice, cancellation)
        ?? await new BlockSearch(database, searches, customer.Value, book.Value, query).RunAsync(slice, cancellation);

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
            return await new MembershipList(database, customer.Value, book.Value).OldestAsync(slice);
        }

        return (query is null ? null : await FindByNumberAsync(customer, book, query, slice, cancellation))
            ?? await new SortedSearch(database, searches, customer.Value, book.Value, order, query).RunAsync(limit, after, cancellation);
    }

    private async ValueTask<Page<Contact, ContactCursor>?> FindByNumberAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
        NumberLookup.IsFor(query, slice) ? await new NumberSearch(database, customer.Value, book.Value, query).FindAsync(slice, cancellation) : null;
}
