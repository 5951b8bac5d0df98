using System.Globalization;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Brings a database to this version's schema: the numbered scripts that it hasn't had, in order, in one transaction
/// under a lock of the database's own, so that of several nodes starting at once one does it and the others wait.
/// </summary>
internal static class PostgresSchema
{
    // "contacts" in ASCII: what no other program's lock is likely to be.
    private const long MigrationLock = 0x636F6E7461637473;

    private const string Folder = "ContactBooks.Storage.Postgres.Schema.";

    private const string MakeVersions = "create table contactbooks_schema (version integer primary key)";

    // Not by to_regclass: it answers from a cache of the session, which is brought up to date when a table is opened, not when
    // a lock of ours is had. One that had waited for it found the tables still not there, and made them again.
    private const string WhoseIsIt =
        """
        select coalesce(bool_or(relname = 'contactbooks_schema'), false), min(relname::text)
        from pg_class
        where relname in ('contactbooks_schema', 'customers', 'users', 'tokens', 'books', 'contacts', 'memberships', 'search_blocks',
          'idempotency_keys', 'rate_limits', 'customer_ids', 'book_ids', 'imports', 'import_pieces', 'import_rejects',
          'changes', 'change_blocks', 'remembered_mappings', 'suppressions', 'custom_fields', 'row_counts',
          'operators', 'invitations', 'sessions', 'passkeys', 'data_protection_keys') and pg_table_is_visible(oid)
        """;

    /// <summary>The newest version this program knows, the number of the last script.</summary>
    public static int Newest => Scripts()[^1].Version;

    /// <summary>Migrates, or refuses a database that another program or a newer one made.</summary>
    public static async Task MigrateAsync(PostgresDatabase database)
    {
        if (await database.ReadAsync(VersionAsync) == Newest)
        {
            return;
        }

        await database.WriteRepeatableAsync(
            async connection =>
            {
                await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock({MigrationLock})"));
                await MigrateAsync(connection, await VersionAsync(connection));
                return true;
            });
    }

    /// <summary>The schema version of a database of ours, 0 for one without our tables; throws for any other.</summary>
    public static async ValueTask<int> VersionAsync(NpgsqlConnection connection)
    {
        if (!await IsOursAsync(connection))
        {
            return 0;
        }

        await using var command = new NpgsqlCommand("select coalesce(max(version), 0) from contactbooks_schema", connection);
        var version = (int)(await command.ExecuteScalarAsync())!;
        return version <= Newest ? version : throw new StoreRefusedException(
            $"The database {connection.Database} has schema version {version}; this program knows up to {Newest}. " +
            "A newer version of Contact Books made it: start that one. Nothing was changed.");
    }

    private static async ValueTask<bool> IsOursAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(WhoseIsIt, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        if (row.GetBoolean(0))
        {
            return true;
        }

        return row.Text(1) is not { } taken ? false : throw new StoreRefusedException(
            $"The database {connection.Database} has a table {taken} of another program. Name an empty database. Nothing was changed.");
    }

    private static async Task MigrateAsync(NpgsqlConnection connection, int version)
    {
        if (version == 0)
        {
            await RequireUnicodeAsync(connection);
            await RunAsync(connection, MakeVersions);
        }

        foreach (var script in Scripts().Where(script => script.Version > version))
        {
            await RunAsync(connection, Read(script.Resource));
            await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"insert into contactbooks_schema (version) values ({script.Version})"));
        }

        if (await HasCitusAsync(connection))
        {
            await RunAsync(connection, Read(Folder + "Citus.sql"));
        }
    }

    /// <summary>Texts are whatever Unicode has; a database in another encoding would answer 500 to some of them.</summary>
    private static async Task RequireUnicodeAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select current_setting('server_encoding')", connection);
        if (await command.ExecuteScalarAsync() is not "UTF8" and var encoding)
        {
            throw new StoreRefusedException(
                $"The database {connection.Database} has the encoding {encoding}. Make one with the encoding UTF8. Nothing was changed.");
        }
    }

    private static async Task<bool> HasCitusAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_extension where extname = 'citus')", connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static List<(string Resource, int Version)> Scripts() =>
        [.. typeof(PostgresSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && char.IsAsciiDigit(name[Folder.Length]))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture)))];

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(PostgresSchema).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
