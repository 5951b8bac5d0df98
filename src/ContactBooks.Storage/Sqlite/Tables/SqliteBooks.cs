using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
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
        values (?1, ?2, ?3, ?4, ?5, ?6, 'ACTIVE', 0, 0, 0, ?7, ?7)
        on conflict (customer_id, book_uid) do nothing returning {Columns}
        """;

    private const string NextId = "update customers set last_book_id = last_book_id + 1 where customer_id = ? returning last_book_id";

    private const string Rename =
        $"update books set name = ?, updated_at = ? where customer_id = ? and book_id = ? and deleted_by is null returning {Columns}";

    private const string ByUid = $"select {Columns} from books where customer_id = ? and book_uid = ? and deleted_by is null";

    private const string SetStatus =
        $"update books set status = ?, updated_at = ? where customer_id = ? and book_id = ? and deleted_by is null returning {Columns}";

    private const string NewestFirst =
        $"""
        select {Columns} from books
        where customer_id = ?1 and deleted_by is null and book_id < coalesce((select book_id from books where customer_id = ?1 and book_uid = ?2), ?3)
        order by book_id desc
        """;

    private const string IsThere = "select 1 from books where customer_id = ? and book_id = ? and deleted_by is null";

    public ValueTask<Written<Book>> CreateAsync(
        CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => One(session.Prepare(Insert).Bind(0, customer.Value).Bind(1, NewId(session, customer)).BindText(2, book.Uid).BindText(3, book.Name)
                .BindText(4, book.Description).BindText(5, book.Color).Bind(6, now)),
            cancellation);

    public ValueTask<Written<Book>> RenameAsync(
        CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => One(session.Prepare(Rename).BindText(0, name).Bind(1, now).Bind(2, customer.Value).Bind(3, book.Value)),
            cancellation);

    public ValueTask<Written<Change>> DeleteAsync(
        CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => BookDeletion.Begin(session, customer.Value, book, change, now.ToUnixTimeMilliseconds())
                ? SqliteHistory.Find(session, customer, change.Uid)
                : null,
            cancellation);

    public ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book) =>
        ValueTask.FromResult(readers.Read(session => BookDeletion.Predict(session, customer.Value, book)));

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
            return found.ToPage(slice.Limit, book => new BookCursor(book.Uid));
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

    private static long NewId(SqliteSession session, CustomerId customer)
    {
        var row = session.Prepare(NextId).Bind(0, customer.Value);
        row.Step();
        var id = row.Integer(0);
        row.Reset();
        return id;
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
