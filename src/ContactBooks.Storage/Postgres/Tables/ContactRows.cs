using ContactBooks.Core.Contacts;
using ContactBooks.Core.Phones;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Contacts as they are shown, with all the books they are in, in one query.</summary>
internal static class ContactRows
{
    /// <summary>What is selected of a contact <c>c</c> and its groups <c>g</c>.</summary>
    public const string Columns =
        """
        c.contact_uid, c.phone, c.display_name, c.first_name, c.last_name, c.email, c.company_name, c.custom_fields, c.created_at, c.updated_at,
          g.uids, g.names, g.statuses
        """;

    /// <summary>
    /// The books of each contact <c>c</c>, the oldest membership first. Its column has each book's number and after it the
    /// time of the link. By the parameter, not by the contact's column: Citus doesn't see through a
    /// sub-select that both are of one customer, and refuses the query (0A000).
    /// </summary>
    public const string Groups =
        """
        cross join lateral (
          select array_agg(b.book_uid order by m.linked_at, m.book_id) as uids,
            array_agg(b.name order by m.linked_at, m.book_id) as names,
            array_agg(b.status order by m.linked_at, m.book_id) as statuses
          from (
            select c.books[n] as book_id, c.books[n + 1] as linked_at from generate_series(1, cardinality(c.books), 2) as n) m
          join books b on b.customer_id = $1 and b.book_id = m.book_id and b.deleted_by is null) g
        """;

    /// <summary>How many columns <see cref="Columns"/> are: the query's own come after them.</summary>
    public const int Count = 13;

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static Contact Read(NpgsqlDataReader row) => new(
        row.Uid(0), new Phone(row.GetInt64(1)), ReadFields(row, 2), row.Time(8), row.Time(9), ReadGroups(row));

    /// <summary>Reads the six columns of what a contact holds, from <paramref name="first"/> on.</summary>
    public static ContactFields ReadFields(NpgsqlDataReader row, int first) =>
        new(row.Text(first), row.Text(first + 1), row.Text(first + 2), row.Text(first + 3), row.Text(first + 4), row.Bytes(first + 5));

    private static ContactGroup[] ReadGroups(NpgsqlDataReader row)
    {
        if (row.IsDBNull(10))
        {
            return [];
        }

        var (uids, names, statuses) = (row.GetFieldValue<string[]>(10), row.GetFieldValue<string[]>(11), row.GetFieldValue<string[]>(12));
        var groups = new ContactGroup[uids.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = new ContactGroup(uids[i], names[i], BookStatusColumn.Read(statuses[i]));
        }

        return groups;
    }
}
