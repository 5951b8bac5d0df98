using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Numbers to look at in PostgreSQL.</summary>
internal sealed class PostgresStatistics(PostgresDatabase database) : IStatisticsStore
{
    // Several nodes may count at once: all take the rows in one order.
    private const string AddRows =
        """
        insert into row_counts (customer_id, day, book_id, outcome, reason, rows)
        select $1, c.day, c.book_id, c.outcome, c.reason, c.rows
        from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[]) as c(day, book_id, outcome, reason, rows)
        order by c.day, c.book_id, c.outcome collate "C", c.reason collate "C"
        on conflict (customer_id, day, book_id, outcome, reason) do update set rows = row_counts.rows + excluded.rows
        """;

    private const string ForgetRows = "delete from row_counts where customer_id = $1 and day < $2";

    private const string RowsSince =
        """
        select day, book_id, outcome, reason, rows from row_counts
        where customer_id = $1 and day >= $2 and ($3::bigint is null or book_id = $3)
        """;

    private const string FirstContact = "select contact_uid from contacts where customer_id = $1 order by contact_uid limit 1";

    private const string FirstOfBook =
        "select linked_at from memberships where customer_id = $1 and book_id = $2 order by linked_at limit 1";

    // By the key, which begins with the time.
    private const string ContactsBetween =
        """
        select (select count(*) from contacts where customer_id = $1 and contact_uid >= r.low and contact_uid < r.high)
        from unnest($2::uuid[], $3::uuid[]) with ordinality as r(low, high, n) order by r.n
        """;

    private const string OfBookBetween =
        """
        select (select count(*) from memberships where customer_id = $1 and book_id = $2 and linked_at >= r.low and linked_at < r.high)
        from unnest($3::bigint[], $4::bigint[]) with ordinality as r(low, high, n) order by r.n
        """;

    private const string PhonesBetween =
        """
        select (select count(*) from contacts where customer_id = $1 and phone between r.low and r.high)
        from unnest($2::bigint[], $3::bigint[]) with ordinality as r(low, high, n) order by r.n
        """;

    public async ValueTask AddRowsAsync(CustomerId customer, IReadOnlyCollection<RowCount> counts) =>
        await database.WriteAsync(async connection =>
        {
            await connection.ChangeAsync(AddRows, p => p.Bind(customer.Value)
                .Bind(counts.Select(count => RowCountColumns.Of(count.Kind.Day)).ToArray())
                .Bind(counts.Select(count => count.Kind.Book.Value).ToArray())
                .Bind(counts.Select(count => RowCountColumns.Of(count.Kind.Outcome)).ToArray())
                .Bind(counts.Select(count => RowCountColumns.OfReason(count.Kind.Reason)).ToArray())
                .Bind(counts.Select(count => count.Rows).ToArray()));
            var oldest = counts.Max(count => count.Kind.Day).AddDays(-IStatisticsStore.DaysKept);
            return await connection.ChangeAsync(ForgetRows, p => p.Bind(customer.Value).Bind(RowCountColumns.Of(oldest)));
        });

    public ValueTask<IReadOnlyList<RowCount>> ListRowsAsync(CustomerId customer, BookId? book, DateOnly from) =>
        database.ReadAllAsync(
            RowsSince,
            p => p.Bind(customer.Value).Bind(RowCountColumns.Of(from)).BindNumber(book?.Value),
            row => new RowCount(
                new RowKind(
                    RowCountColumns.ReadDay(row.GetInt64(0)),
                    new BookId(row.GetInt64(1)),
                    RowCountColumns.ReadOutcome(row.GetString(2)),
                    RowCountColumns.ReadReason(row.GetString(3))),
                row.GetInt64(4)));

    public async ValueTask<DateTimeOffset?> FindFirstContactAsync(CustomerId customer, BookId? book)
    {
        var first = book is { } only
            ? await database.ReadAllAsync(FirstOfBook, p => p.Bind(customer.Value).Bind(only.Value), row => row.Time(0))
            : await database.ReadAllAsync(FirstContact, p => p.Bind(customer.Value), row => row.Uid(0).CreatedAt);
        return first.Count == 0 ? null : first[0];
    }

    public ValueTask<IReadOnlyList<long>> CountContactsAsync(CustomerId customer, BookId? book, IReadOnlyList<DateTimeOffset> times)
    {
        IEnumerable<DateTimeOffset> ends = times.Skip(1).Append(DateTimeOffset.MaxValue);
        return book is { } only
            ? CountAsync(OfBookBetween, p => p.Bind(customer.Value).Bind(only.Value).Bind(Milliseconds(times)).Bind(Milliseconds(ends)))
            : CountAsync(ContactsBetween, p => p.Bind(customer.Value).Bind(Uids(times)).Bind(Uids(ends)));
    }

    public ValueTask<IReadOnlyList<long>> CountPhonesAsync(CustomerId customer, IReadOnlyList<PhoneRange> ranges) =>
        CountAsync(PhonesBetween, p => p.Bind(customer.Value)
            .Bind(ranges.Select(range => range.First.Number).ToArray())
            .Bind(ranges.Select(range => range.Last.Number).ToArray()));

    private ValueTask<IReadOnlyList<long>> CountAsync(string sql, Action<NpgsqlParameterCollection> bind) =>
        database.ReadAllAsync(sql, bind, row => row.GetInt64(0));

    private static long[] Milliseconds(IEnumerable<DateTimeOffset> times) => [.. times.Select(time => time.ToUnixTimeMilliseconds())];

    private static Guid[] Uids(IEnumerable<DateTimeOffset> times) => [.. times.Select(time => ContactUid.FirstOf(time).ToGuid())];
}
