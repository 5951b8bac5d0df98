using ContactBooks.Specs.Servers;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(SharedPostgresEnd))]

namespace ContactBooks.Specs.Servers;

/// <summary>The one server that all tests share which don't stop it; started by the first that asks.</summary>
internal static class SharedPostgres
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(() => PostgresServer.StartNewAsync());

    /// <summary>The server.</summary>
    public static Task<PostgresServer> ServerAsync() => Server.Value;

    /// <summary>Ends it, if it was started.</summary>
    public static async Task EndAsync()
    {
        if (Server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await Server.Value).DisposeAsync();
    }
}

/// <summary>Ends the shared server when all tests and all fixtures are done: an assembly's fixtures end in no certain order.</summary>
public sealed class SharedPostgresEnd : ITestPipelineStartup
{
    public ValueTask StartAsync(IMessageSink diagnosticMessageSink) => ValueTask.CompletedTask;

    public async ValueTask StopAsync() => await SharedPostgres.EndAsync();
}
