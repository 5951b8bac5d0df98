using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Definitions of custom fields in PostgreSQL.</summary>
internal sealed class PostgresCustomFields(PostgresDatabase database, PostgresKeys keys) : ICustomFieldStore
{
    private const string Columns = "field_uid, key, label, type, choices, source, added_by, created_at, updated_at";

    private const string All = $"""select {Columns} from custom_fields where customer_id = $1 order by created_at, key collate "C" """;

    // In order of the keys, so that two of these don't deadlock. What two count at once they may together go beyond.
    private const string Insert =
        """
        insert into custom_fields (customer_id, key, field_uid, label, type, choices, source, added_by, created_at, updated_at)
        select $1, new.key, new.uid, new.label, new.type, new.choices, $7, $8, $9, $9
        from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality as new(key, uid, label, type, choices, number)
        where new.number <= $10 - (select count(*) from custom_fields f where f.customer_id = $1)
        on conflict (customer_id, key) do nothing
        """;

    private const string Change =
        $"""
        update custom_fields set label = coalesce($3, label), type = coalesce($4, type), choices = coalesce($5, choices), updated_at = $6
        where customer_id = $1 and field_uid = $2 returning {Columns}
        """;

    public ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync(CustomerId customer) =>
        database.ReadAsync(connection => ReadAsync(connection, All, p => p.Bind(customer.Value)));

    public ValueTask<Written<IReadOnlyList<CustomFieldDefinition>>> DefineAsync(
        CustomerId customer,
        IReadOnlyList<NewCustomField> fields,
        CustomFieldOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<IReadOnlyList<CustomFieldDefinition>>? keep,
        CancellationToken cancellation)
    {
        NewCustomField[] sorted = [.. fields.OrderBy(field => field.Key, StringComparer.Ordinal)];
        return keys.WriteAsync<IReadOnlyList<CustomFieldDefinition>>(customer, keep, now, async transaction =>
        {
            var connection = await transaction.BeginAsync();
            await using var insert = new NpgsqlCommand(Insert, connection);
            insert.Parameters.Bind(customer.Value)
                .Bind(sorted.Select(field => field.Key).ToArray())
                .Bind(sorted.Select(field => field.Uid).ToArray())
                .Bind(sorted.Select(field => field.Label).ToArray())
                .Bind(sorted.Select(field => CustomFieldColumns.Of(field.Type)).ToArray())
                .Bind(sorted.Select(field => TextListColumn.Write(field.Choices)).ToArray())
                .Bind(CustomFieldColumns.Of(origin.Source)).Bind(origin.AddedBy).BindTime(now).Bind((long)CustomFieldSet.MaxDefinitions);
            await insert.ExecuteNonQueryAsync();
            var defined = new CustomFieldSet(await ReadAsync(connection, All, p => p.Bind(customer.Value)));
            CustomFieldDefinition[] found = [.. fields.Select(field => defined.Find(field.Key)).OfType<CustomFieldDefinition>()];
            return found.Length == 0 ? null : found;
        });
    }

    public ValueTask<Written<CustomFieldDefinition>> ChangeAsync(
        CustomerId customer,
        string uid,
        CustomFieldChange change,
        DateTimeOffset now,
        AnswerToKeep<CustomFieldDefinition>? keep,
        CancellationToken cancellation) =>
        keys.WriteAsync(customer, keep, now, async transaction =>
        {
            var changed = await ReadAsync(await transaction.BeginAsync(), Change, p => p.Bind(customer.Value).Bind(uid).BindText(change.Label)
                .BindText(change.Type is { } type ? CustomFieldColumns.Of(type) : null)
                .BindText(change.ChoicesAfter is { } choices ? TextListColumn.Write(choices) : null).BindTime(now));
            return changed.Count == 0 ? null : changed[0];
        });

    private static async ValueTask<IReadOnlyList<CustomFieldDefinition>> ReadAsync(
        NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<CustomFieldDefinition>();
        while (await row.ReadAsync())
        {
            found.Add(Read(row));
        }

        return found;
    }

    private static CustomFieldDefinition Read(NpgsqlDataReader row) => new()
    {
        Uid = row.GetString(0),
        Key = row.GetString(1),
        Label = row.GetString(2),
        Type = CustomFieldColumns.ReadType(row.GetString(3)),
        Choices = TextListColumn.Read(row.GetString(4)),
        Origin = CustomFieldColumns.ReadOrigin(row.GetString(5), row.GetString(6)),
        CreatedAt = row.Time(7),
        UpdatedAt = row.Time(8),
    };
}
