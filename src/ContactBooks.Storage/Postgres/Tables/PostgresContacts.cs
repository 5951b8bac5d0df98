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

    private const string FirstPart =
        """
        select contact_uid, linked_at from memberships
        where customer_id = $1 and book_id = $2 order by linked_at desc, contact_uid limit $3 offset $4
        """;

    // The place after a cursor, in two seeks: the rest of its moment, then all that is older. One seek for both
    // (linked_at, contact_uid) < ($4, $5) is not to be had, since the two go in opposite directions.
    private const string AfterCursor =
        """
        (select contact_uid, linked_at from memberships
         where customer_id = $1 and book_id = $2 and linked_at = $4 and contact_uid > $5 order by contact_uid limit $3)
        union all
        (select contact_uid, linked_at from memberships
         where customer_id = $1 and book_id = $2 and linked_at < $4 order by linked_at desc, contact_uid limit $3)
        order by linked_at desc, contact_uid limit $3
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

    private const string List = $"{Before}{FirstPart}{After}";
    private const string ListAfterCursor = $"{Before}{AfterCursor}{After}";

    private const string Before = $"select {ContactRows.Columns}, page.linked_at from (";

    private const string After =
        $"""
        ) page
        join contacts c on c.customer_id = $1 and c.contact_uid = page.contact_uid
        {ContactRows.Groups}
        order by page.linked_at desc, page.contact_uid
        """;

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

            var hasMore = found.Count > slice.Limit;
            if (hasMore)
            {
                found.RemoveAt(slice.Limit);
            }

            return new Page<Contact, ContactCursor>(found, hasMore ? new ContactCursor(ContactOrder.Uid, 0, found[^1].Uid) : null);
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
        database.ReadAsync(async connection =>
        {
            // One more than asked for tells whether there is more.
            await using var command = new NpgsqlCommand(slice.After is null ? List : ListAfterCursor, connection);
            command.Parameters.Bind(customer.Value).Bind(book.Value).Bind((long)slice.Limit + 1);
            if (slice.After is { } cursor)
            {
                command.Parameters.Bind(cursor.Major).Bind(cursor.Uid.ToGuid());
            }
            else
            {
                command.Parameters.Bind(slice.Offset);
            }

            await using var row = await command.ExecuteReaderAsync();
            var contacts = new List<Contact>(slice.Limit);
            ContactCursor? last = null;
            while (await row.ReadAsync())
            {
                if (contacts.Count == slice.Limit)
                {
                    return new Page<Contact, ContactCursor>(contacts, last);
                }

                var contact = ContactRows.Read(row);
                contacts.Add(contact);
                last = new ContactCursor(ContactOrder.Membership, row.GetInt64(ContactRows.Count), contact.Uid);
            }

            return new Page<Contact, ContactCursor>(contacts, null);
        });

    public async ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
        (NumberLookup.IsFor(query, slice) ? await new NumberSearch(database, customer.Value, book.Value, query).FindAsync(slice, cancellation) : null)
        ?? await new BlockSearch(database, searches, customer.Value, book.Value, query).RunAsync(slice, cancellation);
}
