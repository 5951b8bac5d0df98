using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Storage.History;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Which books are no longer there for anybody, while contacts or changes still tell of them.</summary>
internal static class DeletedBooks
{
    private const string WithContacts = "select book_id from books where customer_id = ? and deleted_by is not null and contact_count > 0";

    /// <summary>Those that contacts are on their way out of.</summary>
    public static HashSet<BookId> WithContactsOf(SqliteSession session, long customer)
    {
        var books = new HashSet<BookId>();
        var row = session.Prepare(WithContacts).Bind(0, customer);
        while (row.Step())
        {
            books.Add(new BookId(row.Integer(0)));
        }

        return books;
    }

    /// <summary>Those, and the ones that contacts left by a block of a change.</summary>
    public static HashSet<BookId> Of(SqliteSession session, long customer, ReadOnlySpan<byte> block)
    {
        var books = WithContactsOf(session, customer);
        books.UnionWith(BooksLeft.Of(block).Where(book => !SqliteBooks.Exists(session, new CustomerId(customer), book)));
        return books;
    }
}
