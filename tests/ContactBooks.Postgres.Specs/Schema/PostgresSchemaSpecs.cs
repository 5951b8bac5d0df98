using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store.Postgres;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Schema;

/// <summary>The schema: its keys, what there isn't, who makes it, and what is refused.</summary>
public class PostgresSchemaSpecs
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_key_is_led_by_the_customer()
    {
        await using var store = await TemporaryPostgresStore.OpenAsync();

        var keys = await RowsAsync(store.Database, """
            select c.relname || ' ' || k.kind, a.attname from (
              select indrelid as table_id, case when indisprimary then 'primary' else 'unique' end as kind, indkey[0] as first from pg_index where indisunique
              union all select conrelid, 'foreign', conkey[1] from pg_constraint where contype = 'f'
              union all select confrelid, 'referenced', confkey[1] from pg_constraint where contype = 'f') k
            join pg_class c on c.oid = k.table_id join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = k.table_id and a.attnum = k.first
            where n.nspname = 'public' and c.relname <> 'contactbooks_schema' order by 1
            """);

        keys.RemoveAll(key => TablesOfTheServer.Contains(key.Name.Split(' ')[0])).Should().Be(TablesOfTheServer.Length);
        keys.Select(key => key.Name).Should().Contain(
            [.. Tables.Except(["customers", "memberships"]).Select(table => $"{table} primary"), "memberships unique", "contacts unique", "tokens foreign"]);
        keys.Should().AllSatisfy(key => key.Value.Should().Be("customer_id", key.Name));
    }

    [Fact]
    public async Task Nothing_acts_by_itself()
    {
        await using var store = await TemporaryPostgresStore.OpenAsync();

        (await RowsAsync(store.Database, "select tgname, '' from pg_trigger where not tgisinternal")).Should().BeEmpty();
        (await RowsAsync(store.Database, "select relname, '' from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace")).Should().BeEmpty();
        (await RowsAsync(store.Database, "select conname, '' from pg_constraint where contype = 'f' and (confdeltype <> 'a' or confupdtype <> 'a')")).Should().BeEmpty();
        (await RowsAsync(store.Database, "select proname, '' from pg_proc where pronamespace = 'public'::regnamespace")).Should().BeEmpty();
        (await RowsAsync(store.Database, "select adrelid::regclass::text, '' from pg_attrdef")).Should().BeEmpty("times and numbers are given by the program");
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_was()
    {
        await using var store = await TemporaryPostgresStore.OpenAsync();
        await store.Database.ExecuteAsync($"insert into contactbooks_schema values ({PostgresSchema.Newest + 1}); alter table contacts add column of_the_future text");

        await IsRefusedAsync(store.Database, $"*schema version {PostgresSchema.Newest + 1}*");

        (await store.Database.ScalarAsync<int>("select max(version) from contactbooks_schema")).Should().Be(PostgresSchema.Newest + 1);
    }

    [Theory]
    [InlineData("contacts")]
    [InlineData("customers")]
    [InlineData("users")]
    [InlineData("books")]
    [InlineData("rate_limits")]
    public async Task A_database_with_another_programs_table_of_one_of_our_names_is_refused_and_left_as_it_was(string table)
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
        await database.ExecuteAsync($"create table {table} (mine text)");

        await IsRefusedAsync(database, "*another program*");

        (await RowsAsync(database, "select relname::text, '' from pg_class where relnamespace = 'public'::regnamespace")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_database_of_another_encoding_is_refused_and_left_as_it_was()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = new FreshDatabase(server, $"latin_{Guid.NewGuid():N}");
        await server.ExecuteAsync($"create database {database.Name} encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");

        await IsRefusedAsync(database, "*UTF8*");

        (await RowsAsync(database, "select relname::text, '' from pg_class where relnamespace = 'public'::regnamespace")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_role_that_may_not_make_tables_is_told_so_and_nothing_is_there()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = await server.CreateDatabaseAsync();
        await server.ExecuteAsync($"create role poor_{database.Name} login");
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = $"poor_{database.Name}" };

        var open = () => PostgresStore.OpenAsync(settings.ConnectionString);

        (await open.Should().ThrowAsync<StoreFaultException>()).WithMessage("*42501*");
        (await RowsAsync(database, "select relname::text, '' from pg_class where relnamespace = 'public'::regnamespace")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("icu_locale 'en-US' locale_provider icu")]
    [InlineData("icu_locale 'tr-TR' locale_provider icu")]
    public async Task The_order_of_lists_does_not_go_by_the_databases_language(string locale)
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = new FreshDatabase(server, $"locale_{Guid.NewGuid():N}");
        await server.ExecuteAsync($"create database {database.Name} template template0 {locale}");
        await using var store = await PostgresStore.OpenAsync(database.ConnectionString);
        var now = new DateTimeOffset(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

        // A language puts these in another order than their bytes do.
        string[] uids = ["usr_B", "usr_I", "usr_a", "usr_i"];
        var customer = await store.Directory.CreateCustomerAsync("cus_1", "Acme", null, Features.Contacts, uids[2], now);
        foreach (var uid in new[] { uids[3], uids[0], uids[1] })
        {
            await store.Directory.CreateUserAsync(customer.Id, uid, "Asha", null, AccountRole.Member, now);
        }

        (await store.Directory.ListUsersAsync(customer.Id)).Select(user => user.Uid).Should().Equal(uids);
    }

    [Fact]
    public async Task Of_people_from_before_there_were_roles_the_oldest_of_each_customer_is_its_owner()
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
        var older = await MakeSchemaBeforeAsync(database, "accounts.sql");
        await database.ExecuteAsync($"""
            create table contactbooks_schema (version integer primary key);
            insert into contactbooks_schema select generate_series(1, {older});
            insert into customers values (1, 'cus_1', 'Acme', null, 'contacts', true, 1), (2, 'cus_2', 'Lotus', null, 'contacts', true, 1);
            insert into users values
              (1, 'usr_a', 'Same time', null, null, true, 5), (1, 'usr_B', 'First', null, null, true, 5), (1, 'usr_0', 'Later', null, null, true, 6),
              (2, 'usr_c', 'Only', 'only@example.com', 'hash', true, 9)
            """);

        await using var store = await PostgresStore.OpenAsync(database.ConnectionString);

        (await store.Directory.ListUsersAsync(new CustomerId(1))).Select(user => (user.Uid, user.Role)).Should().Equal(
            ("usr_B", AccountRole.Owner), ("usr_a", AccountRole.Member), ("usr_0", AccountRole.Member));
        (await store.Accounts.FindSignInsAsync("ONLY@example.com")).Should().Equal(new SignIn("usr_c", AccountRole.Owner, "hash"));
    }

    // Who signs in is asked for before it is known whose it is.
    private static string[] TablesOfTheServer => ["operators", "invitations", "sessions", "passkeys", "data_protection_keys"];

    private static string[] Tables => ["customers", "users", "tokens", "books", "contacts", "memberships", "search_blocks", "idempotency_keys", "rate_limits"];

    /// <summary>Runs the scripts before one; how many there are.</summary>
    private static async Task<int> MakeSchemaBeforeAsync(FreshDatabase database, string script)
    {
        var assembly = typeof(PostgresStore).Assembly;
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("ContactBooks.Storage.Postgres.Schema.0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .TakeWhile(name => !name.EndsWith(script, StringComparison.Ordinal)).ToList();
        foreach (var name in scripts)
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await database.ExecuteAsync(await text.ReadToEndAsync(Cancellation));
        }

        return scripts.Count;
    }

    private static async Task IsRefusedAsync(FreshDatabase database, string message)
    {
        var open = () => PostgresStore.OpenAsync(database.ConnectionString);

        (await open.Should().ThrowAsync<StoreRefusedException>()).WithMessage(message);
    }

    private static async Task<List<(string Name, string Value)>> RowsAsync(FreshDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<(string, string)>();
        while (await row.ReadAsync(Cancellation))
        {
            rows.Add((row.GetValue(0).ToString()!, row.GetValue(1).ToString()!));
        }

        return rows;
    }
}
