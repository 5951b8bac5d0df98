using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// A TCP proxy in front of PostgreSQL that cuts connections where it is told to. It knows of the protocol how messages are
/// framed and what COMMIT looks like (https://www.postgresql.org/docs/current/protocol-message-formats.html), no more.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly PostgresServer _server;
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private readonly Task _accepting;
    private DueCut? _due;
    private int _begun;

    public CuttingProxy(PostgresServer server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The bytes after which each new connection is cut, to the server and from it; no cut unless set.</summary>
    public Func<(int? Up, int? Down)> BytesToCutAfter { get; set; } = () => default;

    /// <summary>Transactions that began through it.</summary>
    public int Begun => _begun;

    /// <summary>How to connect to a database through it. What is encrypted could not be read.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_server.ConnectionString(database))
    {
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Cuts once, in the next transaction with a certain statement in it.</summary>
    /// <param name="at">Where.</param>
    /// <param name="statement">A piece of the statement's text; a statement that is prepared already isn't known again.</param>
    /// <returns>Done when it has cut.</returns>
    public Task CutAsync(CutAt at, string statement)
    {
        var cut = new DueCut(at, statement);
        _due = cut;
        return cut.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        foreach (var connection in _connections.Keys)
        {
            connection.Cut();
        }

        await Task.WhenAll(_connections.Values);
        _listener.Dispose();
    }

    /// <summary>The cut that is due; nobody gets it again.</summary>
    public DueCut? Take(Func<DueCut, bool> isDue)
    {
        var cut = _due;
        return cut is not null && isDue(cut) && Interlocked.CompareExchange(ref _due, null, cut) == cut ? cut : null;
    }

    /// <summary>Cuts the connections that there are after so many bytes more.</summary>
    public void CutAfter(int? up, int? down)
    {
        foreach (var connection in _connections.Keys)
        {
            connection.CutAfter(up, down);
        }
    }

    public void NoteBegin() => Interlocked.Increment(ref _begun);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                var (up, down) = BytesToCutAfter();
                var connection = new ProxiedConnection(this, client, _server.Port);
                connection.CutAfter(up, down);
                _connections[connection] = connection.RunAsync();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}

/// <summary>Where in a transaction its connection is cut.</summary>
internal enum CutAt
{
    /// <summary>The server never gets the statement.</summary>
    Statement,

    /// <summary>The client has sent COMMIT and the server never gets it.</summary>
    BeforeCommit,

    /// <summary>The server has answered that it has committed, and the client never gets that.</summary>
    AfterCommit,

    /// <summary>The server has got COMMIT and may not have done it yet; its own end of the connection stays open.</summary>
    DuringCommit,
}

/// <summary>A cut to be made.</summary>
internal sealed record DueCut(CutAt At, string Statement)
{
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
