using System.Reflection;
using System.Text.RegularExpressions;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store.Postgres;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Schema;

/// <summary>
/// What a PostgreSQL that is sharded by customer (Citus) asks of the engine. There is no Citus here: these hold the engine's
/// SQL to its rules, and look what the migration would tell it.
/// </summary>
public partial class CitusSpecs
{
    private static readonly string[] Distributed =
    [
        "books", "contacts", "memberships", "search_blocks", "idempotency_keys", "rate_limits", "imports", "import_pieces", "import_rejects",
        "changes", "change_blocks", "remembered_mappings", "suppressions", "custom_fields", "row_counts",
    ];

    // Who signs in is asked for before it is known whose it is.
    private static readonly string[] OfTheServer = ["operators", "invitations", "sessions", "passkeys", "data_protection_keys"];

    // Housekeeping looks for work over all customers, and deletes by whole keys what it found; doctor counts them all.
    // So do nodes that look for an import or a change to work on, and the page that tells operators how many there are.
    private static readonly string[] OverAllCustomers =
    [
        "PostgresKeys.Expired", "PostgresLimits.Unused", "SearchTidying.Untidy", "PostgresContent.Counts",
        "ImportForgetting.OldPieces", "ImportForgetting.OldRejects", "ImportForgetting.OldImports", "RememberedMappings.Old", "PostgresImports.ToDo",
        "ChangeForgetting.Old", "ChangeForgetting.OldSearchBlocks", "ChangeForgetting.OldBooks", "PostgresHistory.UnderWay",
        "PostgresStore.CountImports", "PostgresStore.CountChanges",
    ];

    private static IEnumerable<(string Name, string Sql)> Statements =>
        from type in typeof(PostgresStore).Assembly.GetTypes()
        where type.Namespace == typeof(PostgresStore).Namespace
        from constant in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
        where constant.IsLiteral && constant.FieldType == typeof(string)
        let sql = (string)constant.GetRawConstantValue()!
        where Statement().IsMatch(sql)
        select ($"{type.Name}.{constant.Name}", sql);

    [Fact]
    public void Every_statement_on_a_distributed_table_is_of_one_customer_who_is_a_parameter()
    {
        var touching = Statements.Where(one => TablesOf(one.Sql).Any()).ToList();

        touching.Select(one => one.Name).Should().Contain([.. OverAllCustomers, "UploadWriter.Write", "BookBlocks.Append", "StoredRow.ByPhone", "MembershipList.NewestAfter"]);
        touching.Should().AllSatisfy(one =>
        {
            if (OverAllCustomers.Contains(one.Name))
            {
                one.Sql.Should().NotContainAny("for update", "for no key update", "join ");
                return;
            }

            foreach (var (table, alias) in TablesOf(one.Sql))
            {
                IsOfACustomer(one.Sql, table, alias).Should().BeTrue($"{one.Name} has {table} {alias} of a customer");
            }
        });
    }

    [Fact]
    public async Task No_distributed_table_refers_to_another_by_a_foreign_key()
    {
        await using var store = await TemporaryPostgresStore.OpenAsync();

        (await store.Database.ScalarAsync<string>("select coalesce(string_agg(distinct conrelid::regclass::text, ','), '') from pg_constraint where contype = 'f'"))
            .Split(',').Should().NotContain(Distributed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_there_is_Citus_the_migration_tells_it_of_every_table(bool knewOfSome)
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();

        // Its list of tables, its functions, which note that they were called, and its name among the extensions.
        await database.ExecuteAsync("""
            create table told (name text, how text);
            create table pg_dist_partition (logicalrel regclass);
            create function create_reference_table(t regclass) returns void language sql
              as 'insert into pg_dist_partition values (t); insert into told values (t::text, ''reference'')';
            create function create_distributed_table(t regclass, by text, colocate_with text default '') returns void language sql
              as 'insert into pg_dist_partition values (t); insert into told values (t::text, by || '' '' || colocate_with)';
            insert into pg_extension select 4711, 'citus', oid, 'public'::regnamespace, false, '13.0', null, null from pg_roles where rolname = current_user
            """);

        await (await PostgresStore.OpenAsync(database.ConnectionString)).DisposeAsync();
        if (knewOfSome)
        {
            // As a release before left it: without the newest tables, and Citus knows of the others.
            await database.ExecuteAsync("""
                delete from contactbooks_schema where version = 11;
                drop table row_counts;
                delete from pg_dist_partition where logicalrel::text not in (select relname from pg_class);
                delete from told where name = 'row_counts'
                """);
            await (await PostgresStore.OpenAsync(database.ConnectionString)).DisposeAsync();
        }

        var withCustomer = await database.ScalarAsync<string[]>(
            "select array_agg(attrelid::regclass::text) from pg_attribute a join pg_class c on c.oid = attrelid where relkind = 'r' and attname = 'customer_id'");
        var told = await database.ScalarAsync<string[]>("select array_agg(name || ' ' || how) from told");
        told.Select(one => one.Split(' ')[0]).Should().BeEquivalentTo([.. withCustomer, .. OfTheServer]);
        told.Where(one => one.EndsWith(" reference", StringComparison.Ordinal)).Should()
            .BeEquivalentTo([.. OfTheServer.Concat(["customers", "users", "tokens"]).Select(table => $"{table} reference")]);
        told.Where(one => !one.EndsWith(" reference", StringComparison.Ordinal)).Should()
            .BeEquivalentTo([.. Distributed.Select(table => table == "books" ? "books customer_id " : $"{table} customer_id books")]);
    }

    private static IEnumerable<(string Table, string Alias)> TablesOf(string sql) =>
        Table().Matches(sql).Where(match => Distributed.Contains(match.Groups["table"].Value))
            .Select(match => (match.Groups["table"].Value, match.Groups["alias"].Value));

    /// <summary>
    /// By a parameter, or by equality with another table that is so. What is inserted has the customer first, from a parameter.
    /// Equality with a column of a sub-select is not enough: Citus doesn't see through it.
    /// </summary>
    private static bool IsOfACustomer(string sql, string table, string alias)
    {
        bool IsParameter(string of) => Regex.IsMatch(sql, $@"(?<![\w.]){of}customer_id = \$\d");

        var partners = alias.Length == 0 ? [] : Regex.Matches(sql, $@"(?<![\w.])(?<a>\w+\.)customer_id = (?<b>\w+\.)customer_id")
            .SelectMany(match => new[] { (match.Groups["a"].Value, match.Groups["b"].Value), (match.Groups["b"].Value, match.Groups["a"].Value) })
            .Where(pair => pair.Item1 == $"{alias}.").Select(pair => pair.Item2);
        return IsParameter(alias.Length > 0 ? $"{alias}\\." : "")
            || partners.Any(partner => IsParameter(Regex.Escape(partner)))
            || Regex.IsMatch(sql, $@"insert into {table}( as \w+)?\s*\(customer_id,[^)]*\)\s*(values \(\$1,|select \$1,)");
    }

    [GeneratedRegex(@"^\s*\(?(select|insert|update|delete|with)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\b(from|join|into|update)\s+(?<table>[a-z_]+)\b(\s+(as\s+)?(?!where\b|on\b|set\b|order\b|values\b|as\b|select\b)(?<alias>[a-z]\w*))?")]
    private static partial Regex Table();
}
