using System.Globalization;
using ContactBooks.Specs.Running;
using Npgsql;

namespace ContactBooks.Specs.Servers;

/// <summary>A PgBouncer in transaction mode in front of a server: a client has a connection for a transaction, not for itself.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly ServerFolder _folder;
    private readonly int _poolSize;
    private readonly int _port = FreePort.Take();
    private PostgresServer _server;
    private GuardedProcess? _process;

    private PgBouncer(ServerFolder folder, PostgresServer server, int poolSize)
    {
        _folder = folder;
        _server = server;
        _poolSize = poolSize;
    }

    /// <summary>Starts it; it answers when this returns.</summary>
    /// <param name="server">The server behind it; the caller ends that after it.</param>
    /// <param name="poolSize">Connections to each database, however many clients there are.</param>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, int poolSize = 4)
    {
        var bouncer = new PgBouncer(await ServerFolder.MakeAsync(), server, poolSize);
        try
        {
            await bouncer.StartAsync();
            return bouncer;
        }
        catch
        {
            await bouncer.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// How to connect to a database through it. Npgsql must not reset a session that it doesn't own.
    /// </summary>
    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(_server.ConnectionString(database)) { Port = _port, NoResetOnClose = true }.ConnectionString;

    /// <summary>
    /// Has it lead to another server from now on, as a cluster's manager does after a promotion. Clients keep their connections.
    /// </summary>
    public async Task PointToAsync(PostgresServer server)
    {
        _server = server;
        await WriteSettingsAsync();
        Signals.Send(_process!.Id, Signal.HangUp);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        var settings = await WriteSettingsAsync();
        _process = await GuardedProcess.StartAsync(_folder, Signal.Terminate, ServerPrograms.Find("pgbouncer", "pgbouncer"), settings);
        await _process.WaitUntilAsync(async () =>
        {
            await using var connection = new NpgsqlConnection(ConnectionString() + ";Pooling=false;Timeout=5");
            await connection.OpenAsync();
            return true;
        });
    }

    private async Task<string> WriteSettingsAsync()
    {
        var users = await _folder.WriteAsync("users.txt", "\"postgres\" \"\"\n");
        return await _folder.WriteAsync("pgbouncer.ini", string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={_server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {_port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = {_poolSize}
            max_client_conn = 500
            ; After a login that failed it refuses clients for 15 s unless told otherwise, though the server may be back at once.
            server_login_retry = 0.1

            """));
    }
}
