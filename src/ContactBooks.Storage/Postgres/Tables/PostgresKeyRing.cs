using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Postgres;

/// <summary>The key ring in PostgreSQL.</summary>
internal sealed class PostgresKeyRing(PostgresDatabase database) : IKeyRingStore
{
    private const string OldestFirst = """select xml from data_protection_keys order by created_at, key_id collate "C" """;

    private const string Insert = "insert into data_protection_keys (key_id, xml, created_at) values ($1, $2, $3) on conflict (key_id) do nothing";

    public ValueTask<IReadOnlyList<string>> ListAsync() => database.ReadAllAsync(OldestFirst, _ => { }, row => row.GetString(0));

    public async ValueTask AddAsync(string keyId, string xml, DateTimeOffset now) =>
        await database.ChangeAsync(Insert, p => p.Bind(keyId).Bind(xml).BindTime(now));
}
