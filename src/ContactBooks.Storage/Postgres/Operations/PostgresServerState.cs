using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>How a primary is set up, and how it stands.</summary>
/// <param name="Settings">Those settings that matter here, by name, for sessions like ours: <c>on</c> and <c>off</c>, numbers in the server's own units.</param>
/// <param name="ConnectionsAllowed">Connections that the role may have at once, all nodes and other programs together.</param>
/// <param name="ConnectionsTaken">Connections that there are now, to all databases.</param>
/// <param name="Standbys">Standbys that are connected.</param>
/// <param name="SynchronousStandbys">Those that commits wait for; null where the role may not know (pg_monitor may).</param>
/// <param name="Citus">The version of the Citus extension; null where it isn't there.</param>
/// <param name="ClockDifference">How far its clock is ahead of ours; negative where it is behind.</param>
public sealed record PostgresServerState(
    IReadOnlyDictionary<string, string> Settings,
    int ConnectionsAllowed,
    int ConnectionsTaken,
    int Standbys,
    int? SynchronousStandbys,
    string? Citus,
    TimeSpan ClockDifference)
{
    private const string SettingsSql =
        """
        select name, setting from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names', 'max_wal_size', 'max_connections')
        """;

    // -1 and a missing setting (reserved_connections is of 16) are no limit.
    private const string Limits =
        """
        select least(
            current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
              - coalesce(current_setting('reserved_connections', true), '0')::integer,
            nullif(r.rolconnlimit, -1),
            nullif(d.datconnlimit, -1)),
          (select sum(numbackends) from pg_stat_database)::integer
        from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()
        """;

    // Whoever may not know sees a standby's row with nothing in it.
    private const string StandbysSql =
        "select count(*)::integer, (count(*) filter (where sync_state in ('sync', 'quorum')))::integer, count(sync_state) = count(*) from pg_stat_replication";

    private const string CitusSql = "select extversion from pg_extension where extname = 'citus'";

    private const string ClockSql = "select clock_timestamp()";

    /// <summary>The setting of that name.</summary>
    public string this[string name] => Settings.GetValueOrDefault(name, "");

    internal static async Task<PostgresServerState> OfAsync(NpgsqlConnection connection, TimeProvider clock)
    {
        var (allowed, taken, _) = await NumbersAsync(connection, Limits, isFlagged: false);
        var (standbys, synchronous, isKnown) = await NumbersAsync(connection, StandbysSql, isFlagged: true);
        await using var citus = new NpgsqlCommand(CitusSql, connection);
        return new PostgresServerState(
            await SettingsAsync(connection),
            allowed,
            taken,
            standbys,
            isKnown ? synchronous : null,
            await citus.ExecuteScalarAsync() as string,
            await DifferenceAsync(connection, clock));
    }

    private static async Task<Dictionary<string, string>> SettingsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(SettingsSql, connection);
        await using var row = await command.ExecuteReaderAsync();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            settings.Add(row.GetString(0), row.GetString(1));
        }

        return settings;
    }

    private static async Task<(int First, int Second, bool Flag)> NumbersAsync(NpgsqlConnection connection, string sql, bool isFlagged)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt32(0), row.GetInt32(1), isFlagged && row.GetBoolean(2));
    }

    /// <summary>Against the middle of the time that asking took.</summary>
    private static async Task<TimeSpan> DifferenceAsync(NpgsqlConnection connection, TimeProvider clock)
    {
        await using var command = new NpgsqlCommand(ClockSql, connection);
        var before = clock.GetUtcNow();
        var theirs = (DateTime)(await command.ExecuteScalarAsync())!;
        return theirs - (before + ((clock.GetUtcNow() - before) / 2)).UtcDateTime;
    }
}
