using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The operator's connection string, with what he has left open filled in. What he has set stays as it is.</summary>
internal static class PostgresConnectionString
{
    /// <summary>Reads it.</summary>
    /// <exception cref="StoreRefusedException">It can't be understood; the message names the fault and has nothing of its values.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            return WithDefaults(new NpgsqlConnectionStringBuilder(text));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or NotSupportedException)
        {
            throw new StoreRefusedException(
                "The PostgreSQL connection string can't be read. It is written Host=…;Username=…;Password=…;Database=… (several hosts separated by commas).");
        }
    }

    private static NpgsqlConnectionStringBuilder WithDefaults(NpgsqlConnectionStringBuilder settings)
    {
        // Those that are written there. ContainsKey says yes to every keyword that there is.
        var given = settings.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        void Default(string keyword, object value)
        {
            if (!given.Contains(keyword))
            {
                settings[keyword] = value;
            }
        }

        Default("Application Name", "contactbooks");

        // Two nodes of this size, their operators' commands and a backup fit into the 100 connections that PostgreSQL has
        // unless told otherwise; uploads take a few of them (see PostgresOptions).
        Default("Maximum Pool Size", 32);

        // Every statement of ours is asked for again and again: planned once per connection. PgBouncer before 1.21 in
        // transaction mode can't have that; the operator says Max Auto Prepare=0 there.
        Default("Max Auto Prepare", 64);
        Default("Auto Prepare Min Usages", 2);

        // An upload of 1000 rows is some 150 KB each way: by the driver's own 8 KB it would be sent and read in 20 pieces, each
        // a call of the system's and a waking of a thread on both sides.
        Default("Read Buffer Size", 64 * 1024);
        Default("Write Buffer Size", 64 * 1024);

        // A host that is gone without a word must not keep a request for the 15 s that are the driver's own default, and a
        // promoted one must be found at once, not when the driver's 10 s old knowledge expires.
        Default("Timeout", 5);
        Default("Host Recheck Seconds", 1);
        Default("Tcp Keepalive", true);
        Default("Tcp Keepalive Time", 5);
        Default("Tcp Keepalive Interval", 1);
        return settings;
    }
}
