using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Suppression lists in PostgreSQL.</summary>
internal sealed class PostgresSuppressions(PostgresDatabase database, PostgresKeys keys) : ISuppressionStore
{
    // In order of the phones, so that two of these don't deadlock.
    private const string Insert =
        """
        insert into suppressions (customer_id, phone, reason, source, added_by, created_at)
        select $1, new.phone, new.reason, $4, $5, $6 from unnest($2::bigint[], $3::text[]) as new(phone, reason)
        on conflict (customer_id, phone) do nothing returning phone
        """;

    private const string Delete =
        """
        delete from suppressions where customer_id = $1 and phone in (
          select s.phone from suppressions s where s.customer_id = $1 and s.phone = any($2) order by s.phone for update)
        returning phone
        """;

    private const string ByPhones = "select phone from suppressions where customer_id = $1 and phone = any($2)";

    private const string NewestFirst =
        """
        select phone, reason, source, added_by, created_at from suppressions
        where customer_id = $1 and (created_at, phone) < ($2, $3) and ($4::text is null or strpos(phone::text, $4) > 0)
        order by created_at desc, phone desc limit $5 offset $6
        """;

    public ValueTask<Written<SuppressionChange>> SuppressAsync(
        CustomerId customer,
        IReadOnlyList<NewSuppression> suppressions,
        SuppressionOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<SuppressionChange>? keep,
        CancellationToken cancellation)
    {
        // The first of each phone, in their order.
        NewSuppression[] sorted = [.. suppressions.DistinctBy(one => one.Phone).OrderBy(one => one.Phone)];
        return keys.WriteAsync(customer, keep, now, async transaction => await ChangeAsync(
            await transaction.BeginAsync(),
            Insert,
            p => p.Bind(customer.Value).Bind(sorted.Select(one => one.Phone.Number).ToArray()).Bind(sorted.Select(one => one.Reason).ToArray())
                .Bind(SuppressionSourceColumn.Of(origin.Source)).Bind(origin.AddedBy).BindTime(now)));
    }

    public ValueTask<Written<SuppressionChange>> LiftAsync(
        CustomerId customer, IReadOnlyList<Phone> phones, DateTimeOffset now, AnswerToKeep<SuppressionChange>? keep, CancellationToken cancellation) =>
        keys.WriteAsync(customer, keep, now, async transaction => await ChangeAsync(
            await transaction.BeginAsync(), Delete, p => p.Bind(customer.Value).Bind(NumbersOf(phones))));

    public ValueTask<IReadOnlySet<Phone>> FindAsync(CustomerId customer, IReadOnlyList<Phone> phones) =>
        database.ReadAsync(connection => PhonesAsync(connection, ByPhones, p => p.Bind(customer.Value).Bind(NumbersOf(phones))));

    public ValueTask<Page<Suppression, SuppressionCursor>> ListAsync(CustomerId customer, string? digits, Slice<SuppressionCursor> slice) =>
        database.ReadAsync(async connection =>
        {
            var after = slice.After ?? SuppressionCursor.Beginning;
            await using var command = new NpgsqlCommand(NewestFirst, connection);
            command.Parameters.Bind(customer.Value).Bind(after.CreatedAt).Bind(after.Phone).BindText(digits).Bind(slice.Limit + 1L).Bind(slice.Offset);
            await using var row = await command.ExecuteReaderAsync();
            var found = new List<Suppression>();
            while (await row.ReadAsync())
            {
                found.Add(Read(row));
            }

            return found.ToPage(slice.Limit, SuppressionCursor.Of);
        });

    private static async ValueTask<SuppressionChange?> ChangeAsync(NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind) =>
        new(await PhonesAsync(connection, sql, bind));

    private static async ValueTask<IReadOnlySet<Phone>> PhonesAsync(NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        await using var row = await command.ExecuteReaderAsync();
        var found = new HashSet<Phone>();
        while (await row.ReadAsync())
        {
            found.Add(new Phone(row.GetInt64(0)));
        }

        return found;
    }

    private static long[] NumbersOf(IReadOnlyList<Phone> phones) => [.. phones.Select(phone => phone.Number)];

    private static Suppression Read(NpgsqlDataReader row) => new(
        new Phone(row.GetInt64(0)), row.Text(1), new SuppressionOrigin(SuppressionSourceColumn.Read(row.GetString(2)), row.GetString(3)), row.Time(4));
}
