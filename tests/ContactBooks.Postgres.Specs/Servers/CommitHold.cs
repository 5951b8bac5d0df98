using Npgsql;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// Holds the COMMITs of a database's uploads, as a synchronous standby that doesn't answer does: a constraint that is looked
/// at in COMMIT waits for a lock, which this has.
/// </summary>
internal sealed class CommitHold : IAsyncDisposable
{
    private const string Lock = "4711";

    private const string Held =
        "select pid from pg_stat_activity where datname = current_database() and query = 'COMMIT' and state = 'active' and wait_event_type = 'Lock'";

    private readonly FreshDatabase _database;
    private readonly NpgsqlConnection _connection;

    private CommitHold(FreshDatabase database, NpgsqlConnection connection) => (_database, _connection) = (database, connection);

    /// <summary>Makes it; from now on uploads are held in COMMIT.</summary>
    public static async Task<CommitHold> PutOnAsync(FreshDatabase database)
    {
        await database.ExecuteAsync($"""
            create function hold() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock_shared({Lock}); return null; end';
            create constraint trigger hold after insert on search_blocks deferrable initially deferred for each row execute function hold();
            """);
        var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var hold = new CommitHold(database, connection);
        await hold.RunAsync($"select pg_advisory_lock({Lock})");
        return hold;
    }

    /// <summary>Ends when a COMMIT is held.</summary>
    public Task IsHeldAsync() => UntilAsync($"select exists ({Held})");

    /// <summary>Ends when another statement waits for what the one that is held has locked.</summary>
    public Task HasOneBehindItAsync() => UntilAsync(
        "select exists (select from pg_stat_activity where datname = current_database() and query <> 'COMMIT' and state = 'active' and wait_event_type = 'Lock')");

    /// <summary>Ends when none is.</summary>
    public Task HasEndedAsync() => UntilAsync($"select not exists ({Held})");

    /// <summary>Lets them go on.</summary>
    public Task LetGoAsync() => RunAsync($"select pg_advisory_unlock({Lock})");

    /// <summary>Ends the session of the one that is held, so that it comes to nothing; and the next are let go on.</summary>
    public async Task EndHeldAsync()
    {
        await RunAsync($"select pg_terminate_backend(pid, 10000) from ({Held}) held");
        await LetGoAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task UntilAsync(string query)
    {
        while (!await _database.ScalarAsync<bool>(query))
        {
            await Task.Delay(10);
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
