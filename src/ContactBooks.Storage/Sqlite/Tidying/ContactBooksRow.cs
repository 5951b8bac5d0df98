using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;

namespace ContactBooks.Storage.Sqlite;

/// <summary>The books of contacts, in their rows and in the list of each book.</summary>
internal sealed class ContactBooksRow(SqliteSession session, long customer)
{
    private const string SetBooksSql = "update contacts set books = ?, restored_at = ? where customer_id = ? and contact_uid = ?";

    private const string LinkSql = "insert into memberships (customer_id, book_id, linked_at, contact_uid) values (?, ?, ?, ?)";

    private const string UnlinkSql = "delete from memberships where customer_id = ? and book_id = ? and linked_at = ? and contact_uid = ?";

    private readonly Statement _setBooks = session.Prepare(SetBooksSql).Bind(2, customer);
    private readonly Statement _link = session.Prepare(LinkSql).Bind(0, customer);
    private readonly Statement _unlink = session.Prepare(UnlinkSql).Bind(0, customer);

    /// <summary>Writes the books that a contact is in into its row, and since when its search lines are good.</summary>
    public void SetBooks(ContactUid uid, IReadOnlyCollection<Membership> books, long stamp) =>
        _setBooks.BindBlob(0, Memberships.BytesOf(books)).Bind(1, stamp).BindUid(3, uid).Run();

    /// <summary>Puts a contact into a book's list.</summary>
    public void Link(ContactUid uid, Membership membership) =>
        _link.Bind(1, membership.Book.Value).Bind(2, membership.LinkedAt).BindUid(3, uid).Run();

    /// <summary>Takes it out of a book's list.</summary>
    public void Unlink(ContactUid uid, Membership membership) =>
        _unlink.Bind(1, membership.Book.Value).Bind(2, membership.LinkedAt).BindUid(3, uid).Run();
}
