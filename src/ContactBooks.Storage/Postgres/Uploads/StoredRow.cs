using System.Buffers.Binary;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>A contact as an upload finds it, read where it lies in the connection's buffer.</summary>
internal readonly ref struct StoredRow
{
    // `offset 0` keeps the planner to a look-up per row: without statistics, or with a thousand values before it, it read all
    // of the customer's contacts (250,000 rows at 250,000 contacts, 130 ms). So rows come in the order of the phones asked for.
    internal const string ByPhone =
        """
        select c.*
        from unnest($2) as p (phone)
        cross join lateral (
          select phone, contact_uid, updated_at, revision, display_name, first_name, last_name, email, company_name, custom_fields, books, restored_at
          from contacts where customer_id = $1 and phone = p.phone offset 0) c
        """;

    private const int ArrayHeaderBytes = 5 * sizeof(int);
    private const int ElementBytes = sizeof(int) + sizeof(long);

    /// <summary>Its identifier.</summary>
    public required ContactUid Uid { get; init; }

    /// <summary>When it last changed, in milliseconds since 1970.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>When it last got other values, a change's or an undo's, in milliseconds since 1970.</summary>
    public required long ChangedAt { get; init; }

    /// <summary>Its changes and links so far.</summary>
    public required int Revision { get; init; }

    /// <summary>What it holds.</summary>
    public required FieldBytes Fields { get; init; }

    /// <summary>The books it is in.</summary>
    public required Memberships Memberships { get; init; }

    /// <summary>Reads the row of <see cref="ByPhone"/> that the reader stands on.</summary>
    /// <param name="row">The reader.</param>
    /// <param name="memberships">Where the memberships are put; what was there is gone.</param>
    public static StoredRow Read(NpgsqlDataReader row, PooledBuffer memberships) => new()
    {
        Uid = row.Uid(1),
        UpdatedAt = row.GetInt64(2),
        ChangedAt = row.IsDBNull(11) ? row.GetInt64(2) : Math.Max(row.GetInt64(2), row.GetInt64(11)),
        Revision = row.GetInt32(3),
        Fields = new FieldBytes
        {
            DisplayName = row.Utf8(4),
            FirstName = row.Utf8(5),
            LastName = row.Utf8(6),
            Email = row.Utf8(7),
            CompanyName = row.Utf8(8),
            CustomFields = row.Utf8(9),
        },
        Memberships = ReadMemberships(row, 10, memberships),
    };

    /// <summary>Reads the column <c>books</c>: in PostgreSQL's binary form a header, then each integer with its length before it.</summary>
    public static Memberships ReadMemberships(NpgsqlDataReader row, int column, PooledBuffer to)
    {
        to.Clear();
        var array = row.Raw(column);
        for (array = array[Math.Min(array.Length, ArrayHeaderBytes)..]; !array.IsEmpty; array = array[(2 * ElementBytes)..])
        {
            Memberships.Write(
                to.GetSpan(Memberships.ByteCount),
                BinaryPrimitives.ReadInt64BigEndian(array[sizeof(int)..]),
                BinaryPrimitives.ReadInt64BigEndian(array[(ElementBytes + sizeof(int))..]));
            to.Advance(Memberships.ByteCount);
        }

        return new Memberships(to.Written);
    }
}
