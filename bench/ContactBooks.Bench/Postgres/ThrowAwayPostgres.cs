using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ContactBooks.Bench;

/// <summary>
/// A PostgreSQL server on a loopback port, its data in a temporary folder, that ends with the bench. Durable, and set up as
/// one for uploads is: shared buffers that hold the indexes, checkpoints far apart (after each one the first write to a page
/// writes the whole page). All else is as it comes.
/// </summary>
internal sealed class ThrowAwayPostgres : IDisposable
{
    public const string Settings = "fsync on, shared_buffers 4 GB, max_wal_size 16 GB, checkpoint_timeout 30 min, all else as it comes";

    private static readonly string[] Options =
        ["fsync=on", "shared_buffers=4GB", "max_wal_size=16GB", "checkpoint_timeout=30min", "listen_addresses=127.0.0.1", "unix_socket_directories="];

    private readonly string _folder = Directory.CreateTempSubdirectory("contactbooks-bench-").FullName;
    private Process? _process;
    private volatile bool _hasStarted;

    private ThrowAwayPostgres() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose(); // Also when the bench is told to stop.

    public int Port { get; } = FreePort.Find();

    /// <summary>The server's first process: setpriv becomes it.</summary>
    public int ProcessId => _process!.Id;

    public static async Task<ThrowAwayPostgres> StartAsync(params string[] furtherOptions)
    {
        var server = new ThrowAwayPostgres();
        try
        {
            await server.StartProcessAsync(furtherOptions);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
    }.ConnectionString;

    /// <summary>The same as a URL.</summary>
    public string Url(string database) => string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{Port}/{database}");

    /// <summary>Runs statements on a connection of their own, each for itself.</summary>
    public async Task ExecuteAsync(string database, params string[] statements)
    {
        await using var connection = await ConnectAsync(database);
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A connection that no pool keeps, so that none is in the way of a copy.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string database)
    {
        var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<string> VersionAsync()
    {
        await using var connection = await ConnectAsync("postgres");
        return connection.ServerVersion;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            // An immediate shutdown, with no checkpoint: nobody wants the data.
            using (Process.Start("kill", ["-QUIT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                process.WaitForExit(TimeSpan.FromSeconds(30));
            }

            process.Dispose();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task StartProcessAsync(string[] furtherOptions)
    {
        if (PostgresPrograms.User is { } user)
        {
            await PostgresPrograms.RunAsync(PostgresPrograms.Quiet("chown", $"{user}:", _folder));
        }

        var data = Path.Combine(_folder, "data");
        await PostgresPrograms.RunAsync(PostgresPrograms.Of("initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"));
        _process = Process.Start(PostgresPrograms.Of(
            "postgres", ["-D", data, "-p", Port.ToString(CultureInfo.InvariantCulture), .. Options.Concat(furtherOptions).SelectMany(option => new[] { "-c", option })]))!;
        _process.ErrorDataReceived += (_, line) => Tell(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ExecuteAsync("postgres", "select 1");
                _hasStarted = true;
                return;
            }
            catch (NpgsqlException) when (attempt < 100 && !_process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Its faults are worth seeing; how it starts and makes its checkpoints is not.</summary>
    private void Tell(string? line)
    {
        if (_hasStarted && line is not null && !line.Contains(" LOG: ", StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"postgres: {line}");
        }
    }
}
