using System.Globalization;

namespace ContactBooks.Specs.Servers;

/// <summary>How a PostgreSQL server of a test is set up.</summary>
internal sealed record PostgresServerOptions
{
    /// <summary>
    /// Whether a commit waits for the disk, as in production. Otherwise the server's folder may be in memory: what is committed
    /// outlives any process, and no power cut.
    /// </summary>
    public bool IsDurable { get; init; }

    /// <summary>Connections at once.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>Memory that all connections share; these machines run several servers.</summary>
    public string SharedBuffers { get; init; } = "64MB";

    /// <summary>Further settings by name. They win over what <c>alter system</c> sets.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>All of it as arguments of <c>postgres</c>.</summary>
    public IEnumerable<string> Arguments => All().SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });

    private Dictionary<string, string> All()
    {
        var all = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = "",
            ["max_connections"] = MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["shared_buffers"] = SharedBuffers,
            ["timezone"] = "UTC",

            // In the data folder, which goes with the test: a server that is killed leaves a megabyte in /dev/shm otherwise.
            ["dynamic_shared_memory_type"] = "mmap",
        };
        if (!IsDurable)
        {
            all["fsync"] = "off";
            all["full_page_writes"] = "off";
            all["max_wal_size"] = "256MB";
        }

        foreach (var (name, value) in Settings)
        {
            all[name] = value;
        }

        return all;
    }
}
