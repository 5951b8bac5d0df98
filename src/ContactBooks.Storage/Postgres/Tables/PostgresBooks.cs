using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Contact books in PostgreSQL.</summary>
internal sealed class PostgresBooks(PostgresDatabase database, PostgresKeys keys) : IBookStore
{
    private const string Columns = "book_id, book_uid, name, description, color, status, contact_count, created_at, updated_at";

    private const string Insert =
        $"""
        insert into books (customer_id, book_id, book_uid, name, description, color, status, contact_count, search_block, search_lines, small_blocks, tidied_block, created_at, updated_at)
        values ($1, nextval('book_ids'), $2, $3, $4, $5, 'ACTIVE', 0, 0, 0, 0, 0, $6, $6)
        on conflict (customer_id, book_uid) do nothing returning {Columns}
        """;

    private const string Rename =
        $"update books set name = $1, updated_at = $2 where customer_id = $3 and book_id = $4 and deleted_by is null returning {Columns}";

    private const string ByUid = $"select {Columns} from books where customer_id = $1 and book_uid = $2 and deleted_by is null";

    private const string AreThere = "select count(*) from books where customer_id = $1 and book_id = any ($2) and deleted_by is null";

    private const string SetStatus =
        $"update books set status = $1, updated_at = $2 where customer_id = $3 and book_id = $4 and deleted_by is null returning {Columns}";

    private const string NewestFirst =
        $"""
        select {Columns} from books
        where customer_id = $1 and deleted_by is null and ($3 is null or status = $3)
          and book_id < coalesce((select book_id from books where customer_id = $1 and book_uid = $2), 9223372036854775807)
        order by book_id desc limit $4
        """;

    public ValueTask<Written<Book>> CreateAsync(
        CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        keys.WriteAsync(customer, keep, now, async transaction => await OneAsync(
            await transaction.BeginAsync(), Insert, p => p.Bind(customer.Value).Bind(book.Uid).Bind(book.Name).BindText(book.Description).BindText(book.Color).BindTime(now)));

    public ValueTask<Written<Book>> RenameAsync(
        CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        keys.WriteAsync(customer, keep, now, async transaction => await OneAsync(
            await transaction.BeginAsync(), Rename, p => p.Bind(name).BindTime(now).Bind(customer.Value).Bind(book.Value)));

    public ValueTask<Written<Change>> DeleteAsync(
        CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation) =>
        keys.WriteAsync(customer, keep, now, async transaction =>
        {
            var connection = await transaction.BeginAsync();
            return await BookDeletion.BeginAsync(connection, customer.Value, book, change, now.ToUnixTimeMilliseconds())
                ? await PostgresHistory.FindAsync(connection, customer, change.Uid, DateTimeOffset.UnixEpoch)
                : null;
        });

    public ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book) =>
        database.ReadAsync(connection => BookDeletion.PredictAsync(connection, customer.Value, book));

    public ValueTask<Written<Book>> SetStatusAsync(
        CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation) =>
        keys.WriteAsync<Book>(customer, keep: null, now, async transaction => await OneAsync(
            await transaction.BeginAsync(), SetStatus, p => p.Bind(BookStatusColumn.Of(status)).BindTime(now).Bind(customer.Value).Bind(book.Value)));

    public ValueTask<Book?> FindAsync(CustomerId customer, string bookUid) =>
        database.ReadAsync(connection => OneAsync(connection, ByUid, p => p.Bind(customer.Value).Bind(bookUid)));

    public ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            var match = new BookMatch(filter);
            await using var command = new NpgsqlCommand(NewestFirst, connection);
            command.Parameters.Bind(customer.Value).BindText(slice.After?.Uid).BindText(filter.Status is { } status ? BookStatusColumn.Of(status) : null)
                .BindNumber(filter.Search is null ? AtMost(slice) : null);
            await using var row = await command.ExecuteReaderAsync();
            var found = new List<Book>();
            var toPassOver = slice.Offset;
            while (found.Count <= slice.Limit && await row.ReadAsync())
            {
                var book = Read(row);
                if (match.Finds(book) && toPassOver-- <= 0)
                {
                    found.Add(book);
                }
            }

            return found.ToPage(slice.Limit, book => new BookCursor(book.Uid));
        });

    /// <summary>Whether the customer has some books; the default stands for none.</summary>
    public static async ValueTask<bool> AreThereAsync(NpgsqlConnection connection, CustomerId customer, IEnumerable<BookId> books)
    {
        var numbers = books.Where(book => book != default).Select(book => book.Value).Distinct().ToArray();
        await using var command = new NpgsqlCommand(AreThere, connection);
        command.Parameters.Bind(customer.Value).Bind(numbers);
        return (long)(await command.ExecuteScalarAsync())! == numbers.Length;
    }

    /// <summary>One more than asked for tells whether there is more.</summary>
    private static long AtMost(Slice<BookCursor> slice) => Math.Min(slice.Offset, int.MaxValue) + slice.Limit + 1;

    private static async ValueTask<Book?> OneAsync(NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? Read(row) : null;
    }

    private static Book Read(NpgsqlDataReader row) => new(
        new BookId(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.Text(3), row.Text(4), BookStatusColumn.Read(row.GetString(5)), row.GetInt64(6), row.Time(7), row.Time(8));
}
