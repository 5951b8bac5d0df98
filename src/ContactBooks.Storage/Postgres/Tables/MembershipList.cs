using ContactBooks.Core.Contacts;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The contacts of a book by when they came into it, the newest first or all of that backwards.</summary>
internal sealed class MembershipList(PostgresDatabase database, long customer, long book)
{
    private const string Select = $"select {ContactRows.Columns}, page.linked_at from (";
    private const string Contacts = $") page join contacts c on c.customer_id = $1 and c.contact_uid = page.contact_uid {ContactRows.Groups}";

    private const string Newest =
        $"""
        {Select}
          select contact_uid, linked_at from memberships
          where customer_id = $1 and book_id = $2 order by linked_at desc, contact_uid limit $3 offset $4
        {Contacts}
        order by page.linked_at desc, page.contact_uid
        """;

    // Two seeks: the rest of the cursor's moment, then all further ones. One seek for both, (linked_at, contact_uid) < ($4, $5), is not
    // to be had, since the two go in opposite directions.
    private const string NewestAfter =
        $"""
        {Select}
          (select contact_uid, linked_at from memberships
           where customer_id = $1 and book_id = $2 and linked_at = $4 and contact_uid > $5 order by contact_uid limit $3)
          union all
          (select contact_uid, linked_at from memberships
           where customer_id = $1 and book_id = $2 and linked_at < $4 order by linked_at desc, contact_uid limit $3)
          order by linked_at desc, contact_uid limit $3
        {Contacts}
        order by page.linked_at desc, page.contact_uid
        """;

    private const string Oldest =
        $"""
        {Select}
          select contact_uid, linked_at from memberships
          where customer_id = $1 and book_id = $2 order by linked_at, contact_uid desc limit $3 offset $4
        {Contacts}
        order by page.linked_at, page.contact_uid desc
        """;

    private const string OldestAfter =
        $"""
        {Select}
          (select contact_uid, linked_at from memberships
           where customer_id = $1 and book_id = $2 and linked_at = $4 and contact_uid < $5 order by contact_uid desc limit $3)
          union all
          (select contact_uid, linked_at from memberships
           where customer_id = $1 and book_id = $2 and linked_at > $4 order by linked_at, contact_uid desc limit $3)
          order by linked_at, contact_uid desc limit $3
        {Contacts}
        order by page.linked_at, page.contact_uid desc
        """;

    /// <summary>The newest membership first, then identifier.</summary>
    public ValueTask<Page<Contact, ContactCursor>> NewestAsync(Slice<ContactCursor> slice) => ReadAsync(ContactOrder.Membership, Newest, NewestAfter, slice);

    /// <summary>The oldest membership first, then identifier backwards.</summary>
    public ValueTask<Page<Contact, ContactCursor>> OldestAsync(Slice<ContactCursor> slice) => ReadAsync(ContactOrder.Oldest, Oldest, OldestAfter, slice);

    private ValueTask<Page<Contact, ContactCursor>> ReadAsync(ContactOrder order, string first, string after, Slice<ContactCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            // One more than asked for tells whether there is more.
            await using var command = new NpgsqlCommand(slice.After is null ? first : after, connection);
            command.Parameters.Bind(customer).Bind(book).Bind((long)slice.Limit + 1);
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
                last = new ContactCursor(order, row.GetInt64(ContactRows.Count), contact.Uid);
            }

            return new Page<Contact, ContactCursor>(contacts, null);
        });
}
