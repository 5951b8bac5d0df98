using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Contact books in the embedded store.</summary>
internal sealed class SqliteBooks(KeyedWrites writes, ReaderPool readers) : IBookStore
{
    private const string Columns = "book_id, book_uid, name, description, color, status, contact_count, created_at, updated_at";

    private const string Insert =
        $"""
        insert into books (customer_id, book_id, book_uid, name, description, color, status, contact_count, search_block, search_lines, created_at, updated_at)
        select ?1, coalesce(max(book_id), 0) + 1, ?2, ?3, ?4, ?5, 'ACTIVE', 0, 0, 0, ?6, ?6 from books where customer_id = ?1
        returning {Columns}
        """;

    private const string Rename = $"update books set name = ?, updated_at = ? where customer_id = ? and book_id = ? returning {Columns}";

    private const string SetStatus = $"update books set status = ?, updated_at = ? where customer_id = ? and book_id = ? returning {Columns}";

    private const string ByUid = $"select {Columns} from books where customer_id = ? and book_uid = ?";

    private const string NewestFirst =
        $"""
        select {Columns} from books
        where customer_id = ?1 and book_id < coalesce((select book_id from books where customer_id = ?1 and book_uid = ?2), ?3)
        order by book_id desc
        """;

    private const string IsThere = "select 1 from books where customer_id = ? and book_id = ?";

    public ValueTask<Written<Book>> CreateAsync(
        CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => One(session.Prepare(Insert).Bind(0, customer.Value).BindText(1, book.Uid).BindText(2, book.Name)
                .BindText(3, book.Description).BindText(4, book.Color).Bind(5, now)),
            cancellation);

    public ValueTask<Written<Book>> RenameAsync(
        CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => One(session.Prepare(Rename).BindText(0, name).Bind(1, now).Bind(2, customer.Value).Bind(3, book.Value)),
            cancellation);

    public ValueTask<Written<Book>> SetStatusAsync(
        CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep: null,
            now,
            session => One(session.Prepare(SetStatus).BindText(0, BookStatusColumn.Of(status)).Bind(1, now).Bind(2, customer.Value).Bind(3, book.Value)),
            cancellation);

    public ValueTask<Book?> FindAsync(CustomerId customer, string bookUid) =>
        ValueTask.FromResult(readers.Read(session => One(session.Prepare(ByUid).Bind(0, customer.Value).BindText(1, bookUid))));

    public ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice)
    {
        var page = readers.Read(session =>
        {
            var match = new BookMatch(filter);
            var found = new List<Book>();
            var toPassOver = slice.Offset;
            var rows = session.Prepare(NewestFirst).Bind(0, customer.Value).BindText(1, slice.After?.Uid).Bind(2, long.MaxValue);
            while (found.Count <= slice.Limit && rows.Step())
            {
                var book = Read(rows);
                if (match.Finds(book) && toPassOver-- <= 0)
                {
                    found.Add(book);
                }
            }

            rows.Reset();
            var hasMore = found.Count > slice.Limit;
            if (hasMore)
            {
                found.RemoveAt(slice.Limit);
            }

            return new Page<Book, BookCursor>(found, hasMore ? new BookCursor(found[^1].Uid) : null);
        });
        return ValueTask.FromResult(page);
    }

    /// <summary>Whether the customer has the book, inside a transaction.</summary>
    public static bool Exists(SqliteSession session, CustomerId customer, BookId book)
    {
        var row = session.Prepare(IsThere).Bind(0, customer.Value).Bind(1, book.Value);
        var exists = row.Step();
        row.Reset();
        return exists;
    }

    private static Book? One(Statement row)
    {
        if (!row.Step())
        {
            return null;
        }

        var book = Read(row);
        row.Reset();
        return book;
    }

    private static Book Read(Statement row) => new(
        new BookId(row.Integer(0)), row.Text(1)!, row.Text(2)!, row.Text(3), row.Text(4), BookStatusColumn.Read(row.Text(5)!), row.Integer(6), row.Time(7), row.Time(8));
}
