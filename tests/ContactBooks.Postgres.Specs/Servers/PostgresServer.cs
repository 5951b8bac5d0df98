using System.Globalization;
using ContactBooks.Specs.Running;
using Npgsql;

namespace ContactBooks.Specs.Servers;

/// <summary>A real PostgreSQL server on a loopback port, in a temporary folder. Disposing of it leaves nothing behind.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";

    private readonly ServerFolder _folder;
    private readonly PostgresServerOptions _options;
    private readonly NpgsqlDataSource _maintenance;
    private GuardedProcess? _process;
    private int _databases;

    private PostgresServer(ServerFolder folder, PostgresServerOptions options)
    {
        _folder = folder;
        _options = options;
        _maintenance = NpgsqlDataSource.Create(ConnectionString());
    }

    /// <summary>The same as long as it lives, over all its restarts.</summary>
    public int Port { get; } = FreePort.Take();

    public string DataFolder => _folder.At("data");

    /// <summary>What it has written, over all its starts.</summary>
    public string Log => _process?.Log ?? "";

    public bool IsRunning => _process is { Ended.IsCompleted: false };

    /// <summary>Makes a server and starts it.</summary>
    public static async Task<PostgresServer> StartNewAsync(PostgresServerOptions? options = null)
    {
        var server = await WithoutDataAsync(options);
        try
        {
            await ServerUser.RunAsync(ServerUser.Command(
                PostgresBinaries.Initdb, "--pgdata", server.DataFolder, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"));
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that has a folder and a port and nothing in its data folder yet.</summary>
    public static async Task<PostgresServer> WithoutDataAsync(PostgresServerOptions? options = null)
    {
        options ??= new PostgresServerOptions();
        return new PostgresServer(await ServerFolder.MakeAsync(mayBeInMemory: !options.IsDurable), options);
    }

    /// <summary>How to connect to a database of it.</summary>
    public string ConnectionString(string database = "postgres") => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Database = database,
    }.ConnectionString;

    /// <summary>Starts it, after a stop or a kill. It answers when this returns; a standby is ready to read.</summary>
    public async Task StartAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();

        _maintenance.Clear();

        // SIGQUIT is PostgreSQL's immediate shutdown; it leaves no shared memory behind, as a kill would.
        _process = await GuardedProcess.StartAsync(
            _folder, Signal.Quit, PostgresBinaries.Postgres, ["-D", DataFolder, "-p", Port.ToString(CultureInfo.InvariantCulture), .. _options.Arguments]);
        await _process.WaitUntilAsync(async () => await ScalarAsync<int>("select 1") == 1);
    }

    /// <summary>Starts it as the standby of another server, whose copy or former primary it is.</summary>
    /// <param name="primary">The other server.</param>
    /// <param name="name">What it calls itself to that.</param>
    public async Task FollowAsync(PostgresServer primary, string name)
    {
        var signal = Path.Combine(DataFolder, "standby.signal");
        await File.WriteAllTextAsync(signal, "");
        await ServerUser.OwnAsync(signal);

        // The last line of a setting wins. As the primary that it may become it goes on alone until it has a standby.
        await File.AppendAllTextAsync(
            Path.Combine(DataFolder, "postgresql.auto.conf"),
            $"primary_conninfo = 'host=127.0.0.1 port={primary.Port} user=postgres application_name={name}'\nsynchronous_standby_names = ''\n");
        await StartAsync();
    }

    /// <summary>A fast shutdown: transactions that are open are rolled back, the log is folded in.</summary>
    public Task StopAsync() => _process!.EndAsync(Signal.Interrupt);

    /// <summary>A restart in the way of <c>pg_ctl restart -m immediate</c>: a crash of all its processes, and recovery.</summary>
    public async Task RestartImmediatelyAsync()
    {
        await _process!.EndAsync(Signal.Quit);
        await StartAsync();
    }

    /// <summary>Kills all its processes at once; <see cref="StartAsync"/> brings it back.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();

        // What a lost machine takes with it stays here: the segment of shared memory that the 7th line of this file names.
        var names = (await File.ReadAllLinesAsync(Path.Combine(DataFolder, "postmaster.pid")))[6].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await ServerUser.RunAsync(["ipcrm", "--shmem-id", names[1]]);
    }

    /// <summary>A fresh database, which goes when disposed of.</summary>
    /// <param name="template">The database that it is a copy of; nobody may be connected to that.</param>
    public async Task<FreshDatabase> CreateDatabaseAsync(string template = "template1")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"specs_{Interlocked.Increment(ref _databases)}");

        // Copying files took 7 ms where going through the log, PostgreSQL's default, took 12: without fsync the checkpoints
        // that it needs cost little.
        await MaintainAsync($"create database {name} template {template} strategy file_copy");
        return new FreshDatabase(this, name);
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string name) => MaintainAsync($"drop database if exists {name} with (force)");

    /// <summary>Runs a statement on a connection of its own.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value that a query answers, on a connection of its own.</summary>
    public async Task<T> ScalarAsync<T>(string sql, string database = "postgres")
    {
        await using var connection = await ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until a query answers true.</summary>
    public Task WaitUntilAsync(string query) => _process!.WaitUntilAsync(() => ScalarAsync<bool>(query));

    /// <summary>A connection that no pool keeps, so that none is in the way of a shutdown or a copy.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string database = "postgres")
    {
        var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false;Timeout=5");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _maintenance.DisposeAsync();
        if (_process is not null)
            await _process.DisposeAsync();

        _folder.Dispose();
    }

    private async Task MaintainAsync(string sql)
    {
        await using var command = _maintenance.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
