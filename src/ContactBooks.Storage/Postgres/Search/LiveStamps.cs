using ContactBooks.Core.Identity;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Which line of a contact is the live one in a book: that whose stamp is the later of its last change and its link.</summary>
internal static class LiveStamps
{
    private const string ByUid =
        """
        select c.contact_uid, greatest(c.updated_at, m.linked_at)
        from memberships m
        join contacts c on c.customer_id = m.customer_id and c.contact_uid = m.contact_uid
        where m.customer_id = $1 and m.book_id = $2 and m.contact_uid = any ($3)
        """;

    /// <summary>The stamps of those of the contacts that are in the book.</summary>
    public static async ValueTask<Dictionary<ContactUid, long>> ReadAsync(NpgsqlConnection connection, long customer, long book, IEnumerable<ContactUid> uids)
    {
        await using var command = new NpgsqlCommand(ByUid, connection);
        command.Parameters.Bind(customer).Bind(book).Bind(uids.Select(uid => uid.ToGuid()).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var stamps = new Dictionary<ContactUid, long>();
        while (await row.ReadAsync())
        {
            stamps.Add(row.Uid(0), row.GetInt64(1));
        }

        return stamps;
    }
}
