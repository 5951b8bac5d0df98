using ContactBooks.Core.Store;

namespace ContactBooks.Server.Hosting;

/// <summary>A server that answers, until it is disposed of.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    /// <summary>The first address it listens on, its port known.</summary>
    public Uri BaseAddress { get; } = new("http://127.0.0.1:0");

    /// <summary>Starts a server over a store that the caller owns; it answers when this returns.</summary>
    public static Task<ServerHost> StartAsync(ServerSettings settings, IStore store, TimeProvider? clock = null) =>
        throw new NotSupportedException();

    /// <summary>Ends when the process is asked to stop (SIGTERM, Ctrl+C), all that was in flight being answered.</summary>
    public Task WaitForShutdownAsync() => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
