using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Tidying;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Deletes a book: at once for all who look, and afterwards contact by contact. A transaction that found the book there may bring it
/// contacts after that: by the book's count it is seen that they came, and they leave it like the others.
/// </summary>
internal static class BookDeletion
{
    private const string Mark = "update books set deleted_by = $3 where customer_id = $1 and book_id = $2 and deleted_by is null";

    private const string Unmark = "update books set deleted_by = null where customer_id = $1 and deleted_by = $2";

    private const string IsDeletedBy = "select exists (select from books where customer_id = $1 and book_id = $2 and deleted_by = $3)";

    private const string Members = "select contact_uid from memberships where customer_id = $1 and book_id = $2 limit $3";

    private const string Count =
        """
        select contact_count, (
          select count(*) from contacts c
          where c.customer_id = $1 and cardinality(c.books) > 2
            and exists (select from generate_series(1, cardinality(c.books), 2) as n where c.books[n] = $2)
            and exists (select from generate_series(1, cardinality(c.books), 2) as n where c.books[n] <> $2 and c.books[n] <> all ($3)))
        from books where customer_id = $1 and book_id = $2 and deleted_by is null
        """;

    private static readonly IReadOnlySet<BookId> None = new HashSet<BookId>();

    /// <summary>Hides the book; false if there is none.</summary>
    public static async ValueTask<bool> BeginAsync(NpgsqlConnection connection, long customer, BookId book, NewChange change, long now)
    {
        await using var mark = new NpgsqlCommand(Mark, connection);
        mark.Parameters.Bind(customer).Bind(book.Value).Bind(change.Uid);
        if (await mark.ExecuteNonQueryAsync() == 0)
        {
            return false;
        }

        await ChangeRecords.BeginAsync(connection, customer, book.Value, change, ChangeState.Running, now);
        return true;
    }

    /// <summary>Shows the book again that a change has deleted, if it has.</summary>
    public static async ValueTask TakeBackAsync(NpgsqlConnection connection, long customer, string changeUid)
    {
        await using var unmark = new NpgsqlCommand(Unmark, connection);
        unmark.Parameters.Bind(customer).Bind(changeUid);
        await unmark.ExecuteNonQueryAsync();
    }

    /// <summary>Takes the next contacts out of the book that a change has deleted; true if those were the last. The change is locked.</summary>
    public static async ValueTask<bool> StepAsync(PostgresTransaction transaction, long customer, BookId book, Change change, long now)
    {
        if (!await IsDeletedAsync(transaction.Connection, customer, book, change.Uid))
        {
            return true;
        }

        // Another book that is deleted too has its contacts still: they go with the last of the two.
        var contacts = await MembersAsync(transaction.Connection, customer, book);
        var request = new TidyingRequest(TidyingKind.Remove, contacts) { From = book, Change = FurtherBlocks.Of(change) };
        var tidying = new ContactTidying(transaction, customer, request, None, now);
        transaction.Keep(tidying);
        await tidying.RunAsync();
        return contacts.Count < TidyingRequest.MaxContacts;
    }

    /// <summary>What deleting it would do; null if there is none.</summary>
    public static async ValueTask<BookDeletionOutlook?> PredictAsync(NpgsqlConnection connection, long customer, BookId book)
    {
        var deleted = await DeletedBooks.WithContactsOfAsync(connection, customer);
        await using var command = new NpgsqlCommand(Count, connection);
        command.Parameters.Bind(customer).Bind(book.Value).Bind(deleted.Select(one => one.Value).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? new BookDeletionOutlook(row.GetInt64(0), row.GetInt64(0) - row.GetInt64(1)) : null;
    }

    private static async ValueTask<bool> IsDeletedAsync(NpgsqlConnection connection, long customer, BookId book, string changeUid)
    {
        await using var command = new NpgsqlCommand(IsDeletedBy, connection);
        command.Parameters.Bind(customer).Bind(book.Value).Bind(changeUid);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async ValueTask<List<ContactUid>> MembersAsync(NpgsqlConnection connection, long customer, BookId book)
    {
        await using var command = new NpgsqlCommand(Members, connection);
        command.Parameters.Bind(customer).Bind(book.Value).Bind((long)TidyingRequest.MaxContacts);
        await using var row = await command.ExecuteReaderAsync();
        var contacts = new List<ContactUid>();
        while (await row.ReadAsync())
        {
            contacts.Add(row.Uid(0));
        }

        return contacts;
    }
}
