using ContactBooks.Core.Books;
using ContactBooks.Storage.History;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Which books are no longer there for anybody, while contacts or changes still tell of them.</summary>
internal static class DeletedBooks
{
    private const string WithContacts = "select book_id from books where customer_id = $1 and deleted_by is not null and contact_count > 0";

    private const string NotThere =
        """
        select l.book_id from unnest($2) as l (book_id)
        where l.book_id not in (select b.book_id from books b where b.customer_id = $1 and b.book_id = any ($2) and b.deleted_by is null)
        """;

    /// <summary>Those that contacts are on their way out of.</summary>
    public static async ValueTask<HashSet<BookId>> WithContactsOfAsync(NpgsqlConnection connection, long customer)
    {
        await using var command = new NpgsqlCommand(WithContacts, connection);
        command.Parameters.Bind(customer);
        return await ReadAsync(command);
    }

    /// <summary>Those, and the ones that contacts left by a block of a change.</summary>
    public static async ValueTask<HashSet<BookId>> OfAsync(NpgsqlConnection connection, long customer, ReadOnlyMemory<byte> block)
    {
        var books = await WithContactsOfAsync(connection, customer);
        if (BooksLeft.Of(block.Span) is { Count: > 0 } left)
        {
            await using var command = new NpgsqlCommand(NotThere, connection);
            command.Parameters.Bind(customer).Bind(left.Select(book => book.Value).ToArray());
            books.UnionWith(await ReadAsync(command));
        }

        return books;
    }

    private static async ValueTask<HashSet<BookId>> ReadAsync(NpgsqlCommand command)
    {
        await using var row = await command.ExecuteReaderAsync();
        var books = new HashSet<BookId>();
        while (await row.ReadAsync())
        {
            books.Add(new BookId(row.GetInt64(0)));
        }

        return books;
    }
}
