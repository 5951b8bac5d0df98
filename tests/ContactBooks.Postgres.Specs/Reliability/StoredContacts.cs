using Npgsql;

namespace ContactBooks.Specs.Reliability;

/// <summary>What the database has, asked behind the servers' backs.</summary>
/// <param name="Contacts">Each contact, and the upload that it came with.</param>
/// <param name="Memberships">Memberships of contacts that there are.</param>
internal sealed record StoredContacts(IReadOnlyList<(long Phone, string Marker)> Contacts, long Memberships)
{
    private const string All = "select phone, company_name from contacts";

    private const string Linked =
        """
        select count(*) from memberships m
        join contacts c on c.customer_id = m.customer_id and c.contact_uid = m.contact_uid
        join books b on b.customer_id = m.customer_id and b.book_id = m.book_id
        """;

    public static async Task<StoredContacts> ReadAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        var contacts = new List<(long, string)>();
        await using (var all = source.CreateCommand(All))
        await using (var row = await all.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                contacts.Add((row.GetInt64(0), row.GetString(1)));
            }
        }

        await using var linked = source.CreateCommand(Linked);
        return new StoredContacts(contacts, (long)(await linked.ExecuteScalarAsync())!);
    }
}
