using ContactBooks.Core.Contacts;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The contacts of a book by when they came into it, the newest first or all of that backwards.</summary>
internal sealed class MembershipList(PostgresDatabase database, long customer, long book)
{
    private static readonly Direction NewestFirst = Direction.Of(ContactOrder.Membership, "linked_at desc", "<", "contact_uid", ">");
    private static readonly Direction OldestFirst = Direction.Of(ContactOrder.Oldest, "linked_at", ">", "contact_uid desc", "<");

    /// <summary>The newest membership first, then identifier.</summary>
    public ValueTask<Page<Contact, ContactCursor>> NewestAsync(Slice<ContactCursor> slice) => ReadAsync(NewestFirst, slice);

    /// <summary>The oldest membership first, then identifier backwards.</summary>
    public ValueTask<Page<Contact, ContactCursor>> OldestAsync(Slice<ContactCursor> slice) => ReadAsync(OldestFirst, slice);

    private ValueTask<Page<Contact, ContactCursor>> ReadAsync(Direction direction, Slice<ContactCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            // One more than asked for tells whether there is more.
            await using var command = new NpgsqlCommand(slice.After is null ? direction.FirstPart : direction.AfterCursor, connection);
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
                last = new ContactCursor(direction.Order, row.GetInt64(ContactRows.Count), contact.Uid);
            }

            return new Page<Contact, ContactCursor>(contacts, null);
        });

    /// <summary>
    /// The statements of one direction. The place after a cursor takes two seeks: the rest of its moment, then all further ones. One seek
    /// for both, (linked_at, contact_uid) &lt; ($4, $5), is not to be had, since the two go in opposite directions.
    /// </summary>
    private sealed record Direction(ContactOrder Order, string FirstPart, string AfterCursor)
    {
        public static Direction Of(ContactOrder order, string byMoment, string further, string byUid, string behind)
        {
            return new Direction(
                order,
                WithContacts(
                    $"""
                    select contact_uid, linked_at from memberships
                    where customer_id = $1 and book_id = $2 order by {byMoment}, {byUid} limit $3 offset $4
                    """),
                WithContacts(
                    $"""
                    (select contact_uid, linked_at from memberships
                     where customer_id = $1 and book_id = $2 and linked_at = $4 and contact_uid {behind} $5 order by {byUid} limit $3)
                    union all
                    (select contact_uid, linked_at from memberships
                     where customer_id = $1 and book_id = $2 and linked_at {further} $4 order by {byMoment}, {byUid} limit $3)
                    order by {byMoment}, {byUid} limit $3
                    """));

            string WithContacts(string memberships) =>
                $"""
                select {ContactRows.Columns}, page.linked_at from ({memberships}) page
                join contacts c on c.customer_id = $1 and c.contact_uid = page.contact_uid
                {ContactRows.Groups}
                order by page.{byMoment}, page.{byUid}
                """;
        }
    }
}
