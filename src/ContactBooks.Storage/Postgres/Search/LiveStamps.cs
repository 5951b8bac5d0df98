using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Which line of a contact is the live one in a book: that whose stamp is the later of its last change and its link.</summary>
internal static class LiveStamps
{
    // A look-up per contact, whatever the planner believes; see StoredRows.
    private const string ByUid =
        """
        select u.contact_uid, greatest(c.updated_at, m.linked_at)
        from unnest($3) as u (contact_uid)
        cross join lateral (
          select linked_at from memberships where customer_id = $1 and contact_uid = u.contact_uid and book_id = $2 offset 0) m
        cross join lateral (
          select updated_at from contacts where customer_id = $1 and contact_uid = u.contact_uid offset 0) c
        """;

    /// <summary>The stamps of those of the contacts that are in the book.</summary>
    public static async ValueTask<Dictionary<ContactUid, long>> ReadAsync(NpgsqlConnection connection, long customer, long book, IEnumerable<ContactUid> uids)
    {
        await using var command = new NpgsqlCommand(ByUid, connection);
        command.Parameters.Bind(customer).Bind(book).Bind(uids.Distinct().Select(uid => uid.ToGuid()).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var stamps = new Dictionary<ContactUid, long>();
        while (await row.ReadAsync())
        {
            stamps.Add(row.Uid(0), row.GetInt64(1));
        }

        return stamps;
    }
}
