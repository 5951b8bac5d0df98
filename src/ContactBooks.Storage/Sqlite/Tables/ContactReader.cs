using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Reads contacts of a customer by identifier.</summary>
internal sealed class ContactReader(SqliteSession session, long customer)
{
    private const string ByUid =
        """
        select phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at
        from contacts where customer_id = ? and contact_uid = ?
        """;

    private const string Groups =
        """
        select b.book_uid, b.name, b.status
        from memberships m join books b on b.customer_id = m.customer_id and b.book_id = m.book_id
        where m.customer_id = ? and m.contact_uid = ?
        order by m.linked_at, m.book_id
        """;

    private const string Membership = "select linked_at from memberships where customer_id = ? and contact_uid = ? and book_id = ?";

    /// <summary>The contact, its groups not yet read; null if there is none.</summary>
    public Contact? Find(ContactUid uid)
    {
        var row = session.Prepare(ByUid).Bind(0, customer).BindUid(1, uid);
        if (!row.Step())
        {
            return null;
        }

        var fields = new ContactFields(row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Bytes(6).ToArray());
        var contact = new Contact(uid, new Phone(row.Integer(0)), fields, row.Time(7), row.Time(8), []);
        row.Reset();
        return contact;
    }

    /// <summary>The books a contact is in, the oldest membership first.</summary>
    public IReadOnlyList<ContactGroup> GroupsOf(ContactUid uid)
    {
        var groups = new List<ContactGroup>(1);
        var row = session.Prepare(Groups).Bind(0, customer).BindUid(1, uid);
        while (row.Step())
        {
            groups.Add(new ContactGroup(row.Text(0)!, row.Text(1)!, BookStatusColumn.Read(row.Text(2)!)));
        }

        return groups;
    }

    /// <summary>Since when a contact is in a book (milliseconds since 1970); null if it isn't.</summary>
    public long? LinkedAt(ContactUid uid, long book)
    {
        var row = session.Prepare(Membership).Bind(0, customer).BindUid(1, uid).Bind(2, book);
        long? linkedAt = row.Step() ? row.Integer(0) : null;
        row.Reset();
        return linkedAt;
    }
}
