using Npgsql;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// A primary and its synchronous standby: what the primary has acknowledged is on both. The two change places by
/// <see cref="KillPrimaryAsync"/>, <see cref="PromoteAsync"/> and <see cref="RebuildStandbyAsync"/>, as often as one likes.
/// </summary>
internal sealed class PostgresPair : IAsyncDisposable
{
    private const string StandbyName = "standby";

    private static readonly KeyValuePair<string, string>[] Settings =
    [
        // Enough for all that is written while a standby is made.
        new("wal_keep_size", "256MB"),

        // A standby that lost its primary looks for it again after 5 s unless told otherwise, and sleeps over a promotion then:
        // of 14 promotions one took 5.1 s, the others 0.1.
        new("wal_retrieve_retry_interval", "100ms"),
    ];

    private readonly PostgresServer[] _servers;

    private PostgresPair(PostgresServer primary, PostgresServer standby)
    {
        _servers = [primary, standby];
        Primary = primary;
        Standby = standby;
    }

    public PostgresServer Primary { get; private set; }

    public PostgresServer Standby { get; private set; }

    /// <summary>Starts both; they are in step when this returns.</summary>
    public static async Task<PostgresPair> StartNewAsync(PostgresServerOptions? options = null)
    {
        options ??= new PostgresServerOptions();
        var settings = Settings.Where(ours => !options.Settings.ContainsKey(ours.Key)).Concat(options.Settings);
        options = options with { Settings = new Dictionary<string, string>(settings) };
        var pair = new PostgresPair(await PostgresServer.StartNewAsync(options), await PostgresServer.WithoutDataAsync(options));
        try
        {
            await pair.RebuildStandbyAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// How to connect to a database of whichever is primary: both addresses, in an order that stays the same. What to look for
    /// (<c>Target Session Attributes</c>) is the client's to say.
    /// </summary>
    public string ConnectionString(string database = "postgres") => new NpgsqlConnectionStringBuilder(Primary.ConnectionString(database))
    {
        Host = string.Join(',', _servers.Select(server => $"127.0.0.1:{server.Port}")),
    }.ConnectionString;

    /// <summary>Kills all processes of the primary at once. Nothing accepts writes until the standby is promoted.</summary>
    public Task KillPrimaryAsync() => Primary.KillAsync();

    /// <summary>
    /// Makes the standby the primary. It accepts writes when this returns and waits for nobody, as under Patroni, until
    /// <see cref="RebuildStandbyAsync"/> gives it a standby: what it acknowledges till then is on its disk alone.
    /// </summary>
    public async Task PromoteAsync()
    {
        if (!await Standby.ScalarAsync<bool>("select pg_promote(wait => true, wait_seconds => 60)"))
            throw new InvalidOperationException("The standby was not promoted within 60 s.");

        (Primary, Standby) = (Standby, Primary);
    }

    /// <summary>Makes the server that isn't the primary a new synchronous standby, from nothing. Commits wait for it when this returns.</summary>
    public async Task RebuildStandbyAsync()
    {
        if (Standby.IsRunning)
            await Standby.KillAsync();

        await BaseBackup.TakeAsync(Primary, Standby);
        await StartStandbyAsync();
    }

    /// <summary>
    /// Starts the server that isn't the primary as its synchronous standby, with the data that it has: one that was the
    /// primary, and was stopped and not killed, has nothing that the promoted one hasn't. Commits wait for it when this returns.
    /// </summary>
    public async Task StartStandbyAsync()
    {
        await Standby.FollowAsync(Primary, StandbyName);
        await Primary.WaitUntilAsync($"select exists (select from pg_stat_replication where application_name = '{StandbyName}' and state = 'streaming')");
        await Primary.ExecuteAsync($"alter system set synchronous_standby_names = '{StandbyName}'");
        await Primary.ExecuteAsync("select pg_reload_conf()");
        await Primary.WaitUntilAsync($"select exists (select from pg_stat_replication where application_name = '{StandbyName}' and sync_state = 'sync')");

        // The walsender has read the setting; that commits wait is the checkpointer's to switch on, which reads its settings
        // before it does the checkpoint that it is asked for (SyncRepUpdateSyncStandbysDefined in PostgreSQL's checkpointer.c).
        await Primary.ExecuteAsync("checkpoint");
    }
    public async ValueTask DisposeAsync()
    {
        // The standby first: a primary that waits for one can't end its transactions.
        foreach (var server in new[] { Standby, Primary })
        {
            await server.DisposeAsync();
        }
    }
}
