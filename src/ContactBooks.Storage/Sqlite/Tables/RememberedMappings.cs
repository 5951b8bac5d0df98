using ContactBooks.Core.Customers;
using ContactBooks.Core.Mapping;

namespace ContactBooks.Storage.Sqlite;

/// <summary>The mappings that imports leave for later ones.</summary>
internal static class RememberedMappings
{
    private const string Upsert =
        """
        insert into remembered_mappings (customer_id, headers, mapping, used_at) values (?, ?, ?, ?)
        on conflict (customer_id, headers) do update set mapping = excluded.mapping, used_at = excluded.used_at
        """;

    private const string Trim =
        """
        delete from remembered_mappings where customer_id = ?1 and headers in (
          select headers from remembered_mappings where customer_id = ?1 order by used_at desc, headers limit -1 offset ?2)
        """;

    private const string ByHeaders = "select mapping from remembered_mappings where customer_id = ? and headers = ? and used_at > ?";

    private const string Old =
        "delete from remembered_mappings where rowid in (select rowid from remembered_mappings where used_at <= ? limit ?)";

    private const int AtOnce = 500;

    public static void Remember(SqliteSession session, CustomerId customer, RememberedMapping one, DateTimeOffset now)
    {
        session.Prepare(Upsert).Bind(0, customer.Value).BindText(1, one.Headers).BindText(2, MappingColumn.Of(one.Mapping)).Bind(3, now)
            .Run();
        session.Prepare(Trim).Bind(0, customer.Value).Bind(1, RememberedMapping.MostOfACustomer).Run();
    }

    public static ColumnMapping? Find(SqliteSession session, CustomerId customer, string headers, DateTimeOffset now)
    {
        var row = session.Prepare(ByHeaders).Bind(0, customer.Value).BindText(1, headers).Bind(2, now - RememberedMapping.Lifetime);
        if (!row.Step())
        {
            return null;
        }

        var mapping = MappingColumn.Read(row.Text(0)!);
        row.Reset();
        return mapping;
    }

    /// <summary>Forgets some that are past their time; true if there may be more.</summary>
    public static bool Forget(SqliteSession session, DateTimeOffset now)
    {
        session.Prepare(Old).Bind(0, now - RememberedMapping.Lifetime).Bind(1, AtOnce).Run();
        return session.Changes == AtOnce;
    }
}
