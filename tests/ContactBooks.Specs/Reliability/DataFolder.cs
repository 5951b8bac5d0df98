using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Reliability;

/// <summary>A data folder of a test's own, and what its database says when it is asked behind the server's back.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("contactbooks-").FullName;

    public StoredData Stored => new(Path);

    /// <summary>A server over it, which may be the first or the next.</summary>
    public Task<ServeProcess> ServeAsync(IReadOnlyDictionary<string, string>? environment = null) => ServeProcess.StartAsync(["--data", Path], environment);

    /// <summary>Makes a customer, whether or not a server has the folder open.</summary>
    public async Task<Account> NewAccountAsync(string name = "Customer")
    {
        await using var store = SqliteStore.Open(Path);
        return await Account.CreateAsync(store.Directory, name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>The database of a folder, read beside whatever else has it open.</summary>
internal sealed class StoredData(string folder)
{
    public string WriteAheadLog => File + "-wal";

    private string File { get; } = System.IO.Path.Combine(folder, SqliteStore.FileName);

    public string IntegrityCheck => Read("pragma integrity_check", row => row.GetString(0)).Single();

    /// <summary>How many contacts bear each name of a custom field: each upload writes one of its own, and they merge.</summary>
    public Dictionary<string, int> Markers => Read(
        "select field.key, count(*) from contacts, json_each(custom_fields) field group by field.key",
        row => (Name: row.GetString(0), Count: row.GetInt32(1))).ToDictionary(marker => marker.Name, marker => marker.Count);

    public long Memberships(string bookUid) => Read(
        $"select count(*) from memberships m join books b on b.customer_id = m.customer_id and b.book_id = m.book_id where b.book_uid = '{bookUid}'",
        row => row.GetInt64(0)).Single();

    public long ContactsWithoutMembership => Read(
        "select count(*) from contacts where contact_uid not in (select contact_uid from memberships)",
        row => row.GetInt64(0)).Single();

    /// <summary>All columns of all contacts, memberships and books, but for those that only serve the search.</summary>
    public string State => string.Join('\n', StateSql.SelectMany(sql => Read(sql, row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetValue).Select(
        value => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture))))));

    private static string[] StateSql =>
    [
        """
        select customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, books
        from contacts order by customer_id, contact_uid
        """,
        "select customer_id, book_id, linked_at, contact_uid from memberships order by customer_id, book_id, linked_at, contact_uid",
        "select customer_id, book_id, book_uid, name, description, color, status, contact_count, created_at, updated_at from books order by customer_id, book_id",
    ];

    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Mode=ReadWrite;Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }
}
