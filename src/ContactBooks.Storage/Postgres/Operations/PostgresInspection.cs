using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>What a look at a PostgreSQL database, or a group of them, finds. Looking makes nothing and changes nothing.</summary>
/// <param name="Hosts">Each host that the connection names.</param>
/// <param name="Connections">Connections that one node of this program may take.</param>
/// <param name="Content">What the primary holds; null where there is no primary that can be used.</param>
/// <param name="Server">How the primary is set up; null where there is none.</param>
public sealed record PostgresInspection(IReadOnlyList<PostgresHost> Hosts, int Connections, PostgresContent? Content, PostgresServerState? Server)
{
    /// <summary>Looks.</summary>
    /// <param name="connectionString">Npgsql's; several hosts allowed, and each is looked at.</param>
    /// <param name="clock">The clock that the server's is held against.</param>
    /// <exception cref="Core.Store.StoreRefusedException">The connection string can't be read, or a newer version or another program made the database.</exception>
    /// <exception cref="Core.Store.StoreFaultException">The primary was lost while it was looked at.</exception>
    public static async Task<PostgresInspection> OfAsync(string connectionString, TimeProvider clock)
    {
        var settings = PostgresConnectionString.Read(connectionString);
        var each = PostgresHost.Each(settings).ToList();
        var hosts = await Task.WhenAll(each.Select(PostgresHost.OfAsync));
        var primary = Array.FindIndex(hosts, host => host.IsUsable);
        if (primary < 0)
        {
            return new PostgresInspection(hosts, settings.MaxPoolSize, null, null);
        }

        try
        {
            await using var connection = new NpgsqlConnection(each[primary].ConnectionString);
            await connection.OpenAsync();
            var server = await PostgresServerState.OfAsync(connection, clock);
            return new PostgresInspection(hosts, settings.MaxPoolSize, await PostgresContent.OfAsync(connection), server);
        }
        catch (Exception e) when (PostgresFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
    }
}
