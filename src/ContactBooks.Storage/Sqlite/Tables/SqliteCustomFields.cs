using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Definitions of custom fields in the embedded store.</summary>
internal sealed class SqliteCustomFields(KeyedWrites writes, ReaderPool readers) : ICustomFieldStore
{
    private const string Columns = "field_uid, key, label, type, choices, source, added_by, created_at, updated_at";

    private const string All = $"select {Columns} from custom_fields where customer_id = ? order by created_at, key";

    private const string Insert =
        """
        insert into custom_fields (customer_id, key, field_uid, label, type, choices, source, added_by, created_at, updated_at)
        select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9 where (select count(*) from custom_fields where customer_id = ?1) < ?10
        on conflict (customer_id, key) do nothing
        """;

    private const string Change =
        $"""
        update custom_fields set label = coalesce(?, label), type = coalesce(?, type), choices = coalesce(?, choices), updated_at = ?
        where customer_id = ? and field_uid = ? returning {Columns}
        """;

    public ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync(CustomerId customer) =>
        ValueTask.FromResult<IReadOnlyList<CustomFieldDefinition>>(readers.Read(session => List(session, customer)));

    public ValueTask<Written<IReadOnlyList<CustomFieldDefinition>>> DefineAsync(
        CustomerId customer,
        IReadOnlyList<NewCustomField> fields,
        CustomFieldOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<IReadOnlyList<CustomFieldDefinition>>? keep,
        CancellationToken cancellation) =>
        writes.WriteAsync<IReadOnlyList<CustomFieldDefinition>>(
            customer,
            keep,
            now,
            session =>
            {
                foreach (var field in fields)
                {
                    session.Prepare(Insert).Bind(0, customer.Value).BindText(1, field.Key).BindText(2, field.Uid).BindText(3, field.Label)
                        .BindText(4, CustomFieldColumns.Of(field.Type)).BindText(5, TextListColumn.Write(field.Choices))
                        .BindText(6, CustomFieldColumns.Of(origin.Source)).BindText(7, origin.AddedBy).Bind(8, now)
                        .Bind(9, CustomFieldSet.MaxDefinitions).Run();
                }

                var defined = new CustomFieldSet(List(session, customer));
                CustomFieldDefinition[] found = [.. fields.Select(field => defined.Find(field.Key)).OfType<CustomFieldDefinition>()];
                return found.Length == 0 ? null : found;
            },
            cancellation);

    public ValueTask<Written<CustomFieldDefinition>> ChangeAsync(
        CustomerId customer,
        string uid,
        CustomFieldChange change,
        DateTimeOffset now,
        AnswerToKeep<CustomFieldDefinition>? keep,
        CancellationToken cancellation) =>
        writes.WriteAsync(
            customer,
            keep,
            now,
            session =>
            {
                var row = session.Prepare(Change).BindText(0, change.Label).BindText(1, change.Type is { } type ? CustomFieldColumns.Of(type) : null)
                    .BindText(2, change.ChoicesAfter is { } choices ? TextListColumn.Write(choices) : null).Bind(3, now)
                    .Bind(4, customer.Value).BindText(5, uid);
                var changed = row.Step() ? Read(row) : null;
                row.Reset();
                return changed;
            },
            cancellation);

    private static List<CustomFieldDefinition> List(SqliteSession session, CustomerId customer)
    {
        var row = session.Prepare(All).Bind(0, customer.Value);
        var found = new List<CustomFieldDefinition>();
        while (row.Step())
        {
            found.Add(Read(row));
        }

        return found;
    }

    private static CustomFieldDefinition Read(Statement row) => new()
    {
        Uid = row.Text(0)!,
        Key = row.Text(1)!,
        Label = row.Text(2)!,
        Type = CustomFieldColumns.ReadType(row.Text(3)!),
        Choices = TextListColumn.Read(row.Text(4)!),
        Origin = CustomFieldColumns.ReadOrigin(row.Text(5)!, row.Text(6)!),
        CreatedAt = row.Time(7),
        UpdatedAt = row.Time(8),
    };
}
