using System.Globalization;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>One of the hosts that a connection names, and what a look at it found.</summary>
/// <param name="Name">Host and port.</param>
/// <param name="Failure">Why it can't be used, in a line without any secret; null where it answers.</param>
/// <param name="Version">Its server's version, as it calls itself.</param>
/// <param name="VersionNumber">The same as a number: 150004 is 15.4.</param>
/// <param name="IsStandby">Whether it follows another server and can't be written.</param>
public sealed record PostgresHost(string Name, string? Failure, string Version = "", int VersionNumber = 0, bool IsStandby = false)
{
    /// <summary>The oldest version that is served, as such a number.</summary>
    public const int OldestVersion = 130000;

    private const string Look = "select current_setting('server_version'), current_setting('server_version_num')::integer, pg_is_in_recovery()";

    /// <summary>Whether it is a primary of a version that is served.</summary>
    public bool IsUsable => Failure is null && !IsStandby && VersionNumber >= OldestVersion;

    /// <summary>A connection string for each host that one names, without a pool.</summary>
    internal static IEnumerable<NpgsqlConnectionStringBuilder> Each(NpgsqlConnectionStringBuilder settings)
    {
        foreach (var host in (settings.Host ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var one = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, CommandTimeout = 30 };

            // These choose among several.
            one.Remove("Target Session Attributes");
            one.Remove("Load Balance Hosts");
            (one.Host, one.Port) = Split(host, settings.Port);
            yield return one;
        }
    }

    /// <summary>Looks at one.</summary>
    internal static async Task<PostgresHost> OfAsync(NpgsqlConnectionStringBuilder settings)
    {
        var name = NameOf(settings);
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(Look, connection);
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return new PostgresHost(name, null, row.GetString(0), row.GetInt32(1), row.GetBoolean(2));
        }
        catch (Exception e) when (PostgresFaults.Of(e) is not PostgresFault.Ours || e is NpgsqlException)
        {
            return new PostgresHost(name, ReasonOf(e));
        }
    }

    private static string NameOf(NpgsqlConnectionStringBuilder settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{(settings.Host!.Contains(':', StringComparison.Ordinal) ? $"[{settings.Host}]" : settings.Host)}:{settings.Port}");

    // A server's message names the role or the database and never the password; a socket's says what the network said.
    private static string ReasonOf(Exception e) => e switch
    {
        PostgresException server => $"{server.MessageText} (SQLSTATE {server.SqlState})",
        { InnerException: { } inner } => inner.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.'),
        _ => e.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    // As the driver reads them: a path of a Unix socket has no port of its own, an address of IPv6 stands in brackets if it has one.
    private static (string Host, int Port) Split(string host, int port)
    {
        var colon = host.LastIndexOf(':');
        var hasPort = !host.StartsWith('/') && colon > 0 && (host[colon - 1] == ']' || host.IndexOf(':', StringComparison.Ordinal) == colon)
            && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port);
        var name = hasPort ? host[..colon] : host;
        return (name.StartsWith('[') ? name.Trim('[', ']') : name, port);
    }
}
