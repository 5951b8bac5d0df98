using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>The key ring in the embedded store.</summary>
internal sealed class SqliteKeyRing(SqliteWriter writer, ReaderPool readers) : IKeyRingStore
{
    public ValueTask<IReadOnlyList<string>> ListAsync() =>
        ValueTask.FromResult<IReadOnlyList<string>>(
            readers.Read(session => session.Prepare("select xml from data_protection_keys order by created_at, key_id").All(row => row.Text(0)!)));

    public async ValueTask AddAsync(string keyId, string xml, DateTimeOffset now) =>
        await writer.ChangeAsync(session => session.Prepare(
            "insert into data_protection_keys (key_id, xml, created_at) values (?, ?, ?) on conflict (key_id) do nothing")
            .BindText(0, keyId).BindText(1, xml).Bind(2, now));
}
