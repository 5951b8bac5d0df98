using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Store.Sqlite;

/// <summary>The database file: its keys, its settings, and what is refused.</summary>
public sealed class SqliteSchemaSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // Who signs in is asked for before it is known whose it is.
    private static string[] TablesOfTheServer => ["operators", "invitations", "sessions", "passkeys", "data_protection_keys"];

    private string Database => _folder.File(SqliteStore.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_key_is_led_by_the_customer()
    {
        await using (SqliteStore.Open(_folder.Path))
        {
        }

        var tables = SqliteProbe.Rows(Database, "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
            .ConvertAll(row => row[0]).Except(TablesOfTheServer).ToList();
        var keys = new List<(string Key, string First)>();
        foreach (var table in tables)
        {
            keys.AddRange(SqliteProbe.Rows(Database, $"select name from pragma_table_info('{table}') where pk = 1").Select(row => ($"primary key of {table}", row[0])));
            keys.AddRange(SqliteProbe.Rows(
                Database, $"select l.name, i.name from pragma_index_list('{table}') l, pragma_index_info(l.name) i where l.\"unique\" = 1 and i.seqno = 0")
                .Select(row => (row[0], row[1])));
            keys.AddRange(SqliteProbe.Rows(Database, $"select \"table\", \"from\" from pragma_foreign_key_list('{table}') where seq = 0")
                .Select(row => ($"foreign key from {table} to {row[0]}", row[1])));
        }

        TablesOfTheServer.Should().OnlyContain(
            table => SqliteProbe.Rows(Database, $"select name from pragma_table_info('{table}') where name = 'customer_id'").Count == 0);
        tables.Should().Contain(["customers", "users", "tokens", "books", "contacts", "memberships", "search_blocks", "idempotency_keys"]);
        keys.Select(key => key.Key).Should().Contain(["contacts_by_phone", .. tables.Select(table => $"primary key of {table}")]);
        keys.Should().AllSatisfy(key => key.First.Should().Be("customer_id", key.Key));
        SqliteProbe.Rows(Database, "select name from sqlite_schema where type in ('trigger', 'view')").Should().BeEmpty();
    }

    [Fact]
    public void The_writer_logs_ahead_and_flushes_every_commit()
    {
        using var writer = new SqliteFile(Database).OpenWriter();

        SqliteProbe.Rows(writer, "pragma journal_mode")[0].Should().Equal("wal");
        SqliteProbe.Rows(writer, "pragma synchronous")[0].Should().Equal("2");
        SqliteProbe.Rows(writer, "pragma foreign_keys")[0].Should().Equal("1");
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await using var store = SqliteStore.Open(_folder.Path);
        using var reader = new SqliteFile(Database).OpenReader();

        var write = () => SqliteFile.Execute(reader, "delete from customers");

        write.Should().Throw<SqliteException>().Which.SqliteErrorCode.Should().Be(SQLitePCL.raw.SQLITE_READONLY);
    }

    [Fact]
    public async Task A_database_opens_again_as_it_was_closed()
    {
        var now = new DateTimeOffset(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);
        await using (var store = SqliteStore.Open(_folder.Path))
        {
            await store.Directory.CreateCustomerAsync("cus_1", "Acme", null, default, "usr_1", now);
        }

        File.Exists(Database + "-wal").Should().BeFalse("the log is folded in at the end");
        await using (var store = SqliteStore.Open(_folder.Path))
        {
            (await store.Directory.ListCustomersAsync()).Should().ContainSingle(customer => customer.Uid == "cus_1");
        }
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_as_it_was()
    {
        await using (SqliteStore.Open(_folder.Path))
        {
        }

        SqliteProbe.Execute(Database, $"pragma user_version = {SqliteSchema.Newest + 1}");

        Refuses("*schema version*");
    }

    [Fact]
    public async Task A_newer_database_is_left_as_it_was_with_a_log_that_a_crash_left()
    {
        using var crashed = new TemporaryFolder();
        await using (SqliteStore.Open(crashed.Path))
        {
        }

        var path = crashed.File(SqliteStore.FileName);
        using (var open = SqliteProbe.Open(path))
        {
            SqliteProbe.Rows(open, $"pragma user_version = {SqliteSchema.Newest + 1}");
            SqliteProbe.Rows(open, "insert into customers (customer_uid, name, features, is_active, created_at) values ('cus_1', 'Acme', 'none', 1, 0)");
            File.Copy(path, Database);
            File.Copy(path + "-wal", Database + "-wal");
        }

        var log = File.ReadAllBytes(Database + "-wal");
        log.Should().NotBeEmpty();

        Refuses("*schema version*");

        File.ReadAllBytes(Database + "-wal").Should().Equal(log);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("wal")]
    public void A_database_of_another_program_is_refused_and_left_as_it_was(string journal)
    {
        SqliteProbe.Execute(Database, $"pragma journal_mode = {journal}; create table notes (text); insert into notes values ('mine'); pragma user_version = 1");

        Refuses("*not a database of Contact Books*");
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_as_it_was()
    {
        File.WriteAllText(Database, string.Concat(Enumerable.Repeat("These are my notes.\n", 500)));

        Refuses("*is not a database of Contact Books*");
    }

    [Fact]
    public async Task Of_people_from_before_there_were_roles_the_oldest_of_each_customer_is_its_owner()
    {
        MakeSchemaBefore("accounts.sql");
        SqliteProbe.Execute(Database, """
            insert into customers (customer_id, customer_uid, name, features, is_active, created_at)
              values (1, 'cus_1', 'Acme', 'contacts', 1, 1), (2, 'cus_2', 'Lotus', 'contacts', 1, 1);
            insert into users values
              (1, 'usr_a', 'Same time', null, null, 1, 5), (1, 'usr_B', 'First', null, null, 1, 5), (1, 'usr_0', 'Later', null, null, 1, 6),
              (2, 'usr_c', 'Only', 'only@example.com', 'hash', 1, 9)
            """);

        await using var store = SqliteStore.Open(_folder.Path);

        (await store.Directory.ListUsersAsync(new CustomerId(1))).Select(user => (user.Uid, user.Role)).Should().Equal(
            ("usr_B", AccountRole.Owner), ("usr_a", AccountRole.Member), ("usr_0", AccountRole.Member));
        (await store.Accounts.FindSignInsAsync("ONLY@example.com")).Should().Equal(new SignIn("usr_c", AccountRole.Owner, "hash"));
    }

    private void MakeSchemaBefore(string script)
    {
        var assembly = typeof(SqliteStore).Assembly;
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("ContactBooks.Storage.Sqlite.Schema.0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .TakeWhile(name => !name.EndsWith(script, StringComparison.Ordinal)).ToList();
        using var writer = new SqliteFile(Database).OpenWriter();
        foreach (var name in scripts)
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            SqliteFile.Execute(writer, text.ReadToEnd());
        }

        SqliteFile.Execute(writer, $"pragma user_version = {scripts.Count}; pragma application_id = {SqliteFile.ApplicationId}");
    }

    private void Refuses(string message)
    {
        var before = File.ReadAllBytes(Database);

        var open = () => SqliteStore.Open(_folder.Path);

        open.Should().Throw<StoreRefusedException>().WithMessage(message);
        File.ReadAllBytes(Database).Should().Equal(before);
    }
}
