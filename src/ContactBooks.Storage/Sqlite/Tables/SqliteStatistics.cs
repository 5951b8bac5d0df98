using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Numbers to look at in the embedded store.</summary>
internal sealed class SqliteStatistics(SqliteWriter writer, ReaderPool readers) : IStatisticsStore
{
    private const string AddRows =
        """
        insert into row_counts (customer_id, day, book_id, outcome, reason, rows) values (?, ?, ?, ?, ?, ?)
        on conflict do update set rows = rows + excluded.rows
        """;

    private const string ForgetRows = "delete from row_counts where customer_id = ? and day < ?";

    private const string RowsSince =
        "select day, book_id, outcome, reason, rows from row_counts where customer_id = ?1 and day >= ?2 and (?3 is null or book_id = ?3)";

    private const string FirstContact = "select contact_uid from contacts where customer_id = ? order by contact_uid limit 1";

    private const string FirstOfBook = "select linked_at from memberships where customer_id = ? and book_id = ? order by linked_at limit 1";

    // By the key, which begins with the time.
    private const string ContactsBetween = "select count(*) from contacts where customer_id = ? and contact_uid >= ? and contact_uid < ?";

    private const string OfBookBetween =
        "select count(*) from memberships where customer_id = ? and book_id = ? and linked_at >= ? and linked_at < ?";

    private const string PhonesBetween = "select count(*) from contacts where customer_id = ? and phone between ? and ?";

    public async ValueTask AddRowsAsync(CustomerId customer, IReadOnlyCollection<RowCount> counts) =>
        await writer.WriteAsync(customer, session =>
        {
            foreach (var ((day, book, outcome, reason), rows) in counts)
            {
                session.Prepare(AddRows).Bind(0, customer.Value).Bind(1, RowCountColumns.Of(day)).Bind(2, book.Value)
                    .BindText(3, RowCountColumns.Of(outcome)).BindText(4, RowCountColumns.OfReason(reason)).Bind(5, rows).Run();
            }

            var oldest = counts.Max(count => count.Kind.Day).AddDays(-IStatisticsStore.DaysKept);
            return session.Change(session.Prepare(ForgetRows).Bind(0, customer.Value).Bind(1, RowCountColumns.Of(oldest)));
        });

    public ValueTask<IReadOnlyList<RowCount>> ListRowsAsync(CustomerId customer, BookId? book, DateOnly from) =>
        ValueTask.FromResult<IReadOnlyList<RowCount>>(readers.Read(session =>
            session.Prepare(RowsSince).Bind(0, customer.Value).Bind(1, RowCountColumns.Of(from)).Bind(2, book?.Value).All(row => new RowCount(
                new RowKind(
                    RowCountColumns.ReadDay(row.Integer(0)),
                    new BookId(row.Integer(1)),
                    RowCountColumns.ReadOutcome(row.Text(2)!),
                    RowCountColumns.ReadReason(row.Text(3)!)),
                row.Integer(4)))));

    public ValueTask<DateTimeOffset?> FindFirstContactAsync(CustomerId customer, BookId? book) =>
        ValueTask.FromResult(readers.Read(session =>
        {
            var row = book is { } only
                ? session.Prepare(FirstOfBook).Bind(0, customer.Value).Bind(1, only.Value)
                : session.Prepare(FirstContact).Bind(0, customer.Value);
            DateTimeOffset? first = !row.Step() ? null : book is null ? ContactUid.FromBytes(row.Bytes(0)).CreatedAt : row.Time(0);
            row.Reset();
            return first;
        }));

    public ValueTask<IReadOnlyList<long>> CountContactsAsync(CustomerId customer, BookId? book, IReadOnlyList<DateTimeOffset> times) =>
        ValueTask.FromResult<IReadOnlyList<long>>(readers.Read(session => times.Select((time, i) =>
        {
            var end = i + 1 < times.Count ? times[i + 1] : DateTimeOffset.MaxValue;
            return CountOf(book is { } only
                ? session.Prepare(OfBookBetween).Bind(0, customer.Value).Bind(1, only.Value).Bind(2, time).Bind(3, end)
                : session.Prepare(ContactsBetween).Bind(0, customer.Value).BindUid(1, ContactUid.FirstOf(time)).BindUid(2, ContactUid.FirstOf(end)));
        }).ToList()));

    public ValueTask<IReadOnlyList<long>> CountPhonesAsync(CustomerId customer, IReadOnlyList<PhoneRange> ranges) =>
        ValueTask.FromResult<IReadOnlyList<long>>(readers.Read(session => ranges.Select(range => CountOf(
            session.Prepare(PhonesBetween).Bind(0, customer.Value).Bind(1, range.First.Number).Bind(2, range.Last.Number))).ToList()));

    private static long CountOf(Statement row)
    {
        row.Step();
        var count = row.Integer(0);
        row.Reset();
        return count;
    }
}
