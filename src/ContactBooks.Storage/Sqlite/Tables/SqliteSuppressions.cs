using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Suppression lists in the embedded store.</summary>
internal sealed class SqliteSuppressions(KeyedWrites writes, ReaderPool readers) : ISuppressionStore
{
    private const string Insert =
        """
        insert into suppressions (customer_id, phone, reason, source, added_by, created_at) values (?, ?, ?, ?, ?, ?)
        on conflict (customer_id, phone) do nothing
        """;

    private const string Delete = "delete from suppressions where customer_id = ? and phone = ?";

    private const string ByPhone = "select 1 from suppressions where customer_id = ? and phone = ?";

    private const string NewestFirst =
        """
        select phone, reason, source, added_by, created_at from suppressions
        where customer_id = ?1 and (created_at, phone) < (?2, ?3) and (?4 is null or instr(phone, ?4) > 0)
        order by created_at desc, phone desc limit ?5 offset ?6
        """;

    public ValueTask<Written<SuppressionChange>> SuppressAsync(
        CustomerId customer,
        IReadOnlyList<NewSuppression> suppressions,
        SuppressionOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<SuppressionChange>? keep,
        CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => ChangeOf(
                session,
                suppressions,
                one => one.Phone,
                one => session.Prepare(Insert).Bind(0, customer.Value).Bind(1, one.Phone.Number).BindText(2, one.Reason)
                    .BindText(3, SuppressionSourceColumn.Of(origin.Source)).BindText(4, origin.AddedBy).Bind(5, now)),
            cancellation);

    public ValueTask<Written<SuppressionChange>> LiftAsync(
        CustomerId customer, IReadOnlyList<Phone> phones, DateTimeOffset now, AnswerToKeep<SuppressionChange>? keep, CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session => ChangeOf(session, phones, phone => phone, phone => session.Prepare(Delete).Bind(0, customer.Value).Bind(1, phone.Number)),
            cancellation);

    public ValueTask<IReadOnlySet<Phone>> FindAsync(CustomerId customer, IReadOnlyList<Phone> phones)
    {
        var found = readers.Read(session =>
        {
            var found = new HashSet<Phone>();
            var row = session.Prepare(ByPhone).Bind(0, customer.Value);
            foreach (var phone in phones)
            {
                if (row.Bind(1, phone.Number).Step())
                {
                    found.Add(phone);
                    row.Reset();
                }
            }

            return found;
        });
        return ValueTask.FromResult<IReadOnlySet<Phone>>(found);
    }

    public ValueTask<Page<Suppression, SuppressionCursor>> ListAsync(CustomerId customer, string? digits, Slice<SuppressionCursor> slice)
    {
        var after = slice.After ?? SuppressionCursor.Beginning;
        var found = readers.Read(session =>
        {
            var rows = session.Prepare(NewestFirst).Bind(0, customer.Value).Bind(1, after.CreatedAt).Bind(2, after.Phone).BindText(3, digits)
                .Bind(4, slice.Limit + 1L).Bind(5, slice.Offset);
            var found = new List<Suppression>();
            while (rows.Step())
            {
                found.Add(Read(rows));
            }

            return found;
        });
        return ValueTask.FromResult(found.ToPage(slice.Limit, SuppressionCursor.Of));
    }

    private static SuppressionChange ChangeOf<T>(SqliteSession session, IReadOnlyList<T> rows, Func<T, Phone> phoneOf, Func<T, Statement> statementOf)
    {
        var changed = new HashSet<Phone>();
        foreach (var row in rows)
        {
            statementOf(row).Run();
            if (session.Changes == 1)
            {
                changed.Add(phoneOf(row));
            }
        }

        return new SuppressionChange(changed);
    }

    private static Suppression Read(Statement row) => new(
        new Phone(row.Integer(0)), row.Text(1), new SuppressionOrigin(SuppressionSourceColumn.Read(row.Text(2)!), row.Text(3)!), row.Time(4));
}
