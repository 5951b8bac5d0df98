using System.Globalization;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether a PostgreSQL server is set up so that what was answered stays, and uploads have room.</summary>
internal static class PostgresServerChecks
{
    // Uploads write several times their size; below this a busy server does checkpoints one after the other.
    private const long SmallLogMegabytes = 4096;

    /// <summary>Looks at all of it.</summary>
    /// <param name="server">The primary.</param>
    /// <param name="pool">Connections that one node may take.</param>
    public static IEnumerable<Finding> Look(PostgresServerState server, int pool) =>
        [.. LookAtDurability(server), LookAtConnections(server, pool), LookAtLog(server), LookAtStandbys(server), LookForCitus(server)];

    private static IEnumerable<Finding> LookAtDurability(PostgresServerState server)
    {
        const string Check = "durability";
        var isSound = true;
        foreach (var (setting, value, health, danger) in new[]
        {
            ("fsync", "off", Health.Fault, "a crash of the machine destroys the database"),
            ("full_page_writes", "off", Health.Warning, "a crash of the machine can tear pages, unless the file system copies on write"),
            ("synchronous_commit", "off", Health.Fault, "a crash loses what was answered 200"),
        })
        {
            if (server[setting] == value)
            {
                isSound = false;
                yield return new Finding(Check, health, $"{setting} is {value}: {danger}.", $"Set {setting} = on, for the server, the role and the database.");
            }
        }

        if (isSound)
        {
            yield return Finding.Ok(Check, $"fsync and full_page_writes are on, synchronous_commit is {server["synchronous_commit"]}.");
        }
    }

    private static Finding LookAtConnections(PostgresServerState server, int pool)
    {
        const string Check = "connections";
        var message = string.Create(
            CultureInfo.InvariantCulture, $"{server.ConnectionsAllowed} are allowed and {server.ConnectionsTaken} taken; a node takes {pool} at most.");
        return server.ConnectionsAllowed >= pool
            ? Finding.Ok(Check, message)
            : new Finding(Check, Health.Warning, message, "Raise max_connections (or the limit of the role or database), or set Maximum Pool Size in the connection.");
    }

    private static Finding LookAtLog(PostgresServerState server)
    {
        const string Check = "wal";
        var megabytes = long.TryParse(server["max_wal_size"], CultureInfo.InvariantCulture, out var size) ? size : 0;
        var message = $"max_wal_size is {HumanResult.Bytes(megabytes * 1024 * 1024)}.";
        return megabytes >= SmallLogMegabytes
            ? Finding.Ok(Check, message)
            : new Finding(Check, Health.Warning, message, "Set max_wal_size = 8GB or so, where much is uploaded: a full log stops to be folded in again and again.");
    }

    private static Finding LookAtStandbys(PostgresServerState server)
    {
        const string Check = "standbys";
        var connected = HumanResult.Count(server.Standbys, "connected standby");
        return (server["synchronous_standby_names"], server["synchronous_commit"], server.SynchronousStandbys) switch
        {
            ("", _, _) => Finding.Ok(Check, $"Commits wait for no standby; {connected}."),
            (_, "local" or "off", _) => new Finding(
                Check, Health.Warning, $"Synchronous standbys are named, and commits don't wait for them: synchronous_commit is {server["synchronous_commit"]}.", "Set it to on: a failover loses what was answered 200."),
            (_, _, 0) => new Finding(Check, Health.Warning, "Commits wait for a synchronous standby, and none is connected.", "Start it: until then nothing can be written."),
            (_, _, { } synchronous) => Finding.Ok(Check, $"{connected}, {synchronous.ToString(CultureInfo.InvariantCulture)} synchronous."),
            _ => Finding.Ok(Check, $"Commits wait for a synchronous standby; {connected} (pg_monitor may see more)."),
        };
    }

    private static Finding LookForCitus(PostgresServerState server) => Finding.Ok(
        "citus", server.Citus is { } version ? $"Citus {version} is there: the tables are distributed by customer." : "Not there, and not needed: the tables are whole on one server.");
}
