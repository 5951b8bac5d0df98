using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>The contacts of a book by when they came into it, the newest first or all of that backwards.</summary>
internal sealed class MembershipList(SqliteSession session, long customer, long book)
{
    private static readonly Direction NewestFirst = Direction.Of(ContactOrder.Membership, "linked_at desc", "<", "contact_uid", ">");
    private static readonly Direction OldestFirst = Direction.Of(ContactOrder.Oldest, "linked_at", ">", "contact_uid desc", "<");

    /// <summary>The newest membership first, then identifier.</summary>
    public Page<Contact, ContactCursor> Newest(Slice<ContactCursor> slice) => Read(NewestFirst, slice);

    /// <summary>The oldest membership first, then identifier backwards.</summary>
    public Page<Contact, ContactCursor> Oldest(Slice<ContactCursor> slice) => Read(OldestFirst, slice);

    private Page<Contact, ContactCursor> Read(Direction direction, Slice<ContactCursor> slice)
    {
        // One more than asked for tells whether there is more.
        var page = Memberships(direction, slice with { Limit = slice.Limit + 1 })
            .ToPage(slice.Limit, m => new ContactCursor(direction.Order, m.LinkedAt, m.Uid));
        var reader = new ContactReader(session, customer);
        return new Page<Contact, ContactCursor>([.. page.Items.Select(m => reader.WithGroups(reader.Find(m.Uid)!))], page.Next);
    }

    private List<(ContactUid Uid, long LinkedAt)> Memberships(Direction direction, Slice<ContactCursor> slice)
    {
        var found = new List<(ContactUid, long)>(slice.Limit);
        if (slice.After is not { } cursor)
        {
            Take(session.Prepare(direction.FirstPart).Bind(0, customer).Bind(1, book).Bind(2, slice.Limit).Bind(3, slice.Offset), found);
            return found;
        }

        var rest = session.Prepare(direction.RestOfMoment).Bind(0, customer).Bind(1, book).Bind(2, cursor.Major);
        Take(rest.BindUid(3, cursor.Uid).Bind(4, slice.Limit), found);
        var further = session.Prepare(direction.FurtherMoments).Bind(0, customer).Bind(1, book).Bind(2, cursor.Major);
        Take(further.Bind(3, slice.Limit - found.Count), found);
        return found;
    }

    private static void Take(Statement rows, List<(ContactUid, long)> into)
    {
        while (rows.Step())
        {
            into.Add((ContactUid.FromBytes(rows.Bytes(0)), rows.Integer(1)));
        }
    }

    /// <summary>
    /// The statements of one direction. The place after a cursor takes two seeks: the rest of its moment, then all further ones. One seek
    /// for both, (linked_at, contact_uid) &lt; (?, ?), is not to be had, since the two go in opposite directions.
    /// </summary>
    private sealed record Direction(ContactOrder Order, string FirstPart, string RestOfMoment, string FurtherMoments)
    {
        public static Direction Of(ContactOrder order, string byMoment, string further, string byUid, string behind) => new(
            order,
            $"""
            select contact_uid, linked_at from memberships
            where customer_id = ? and book_id = ? order by {byMoment}, {byUid} limit ? offset ?
            """,
            $"""
            select contact_uid, linked_at from memberships
            where customer_id = ? and book_id = ? and linked_at = ? and contact_uid {behind} ? order by {byUid} limit ?
            """,
            $"""
            select contact_uid, linked_at from memberships
            where customer_id = ? and book_id = ? and linked_at {further} ? order by {byMoment}, {byUid} limit ?
            """);
    }
}
