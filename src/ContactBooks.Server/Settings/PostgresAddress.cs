using System.Data.Common;

namespace ContactBooks.Server.Settings;

/// <summary>Where a PostgreSQL connection leads, as the options of PostgreSQL's own programs. Never its password.</summary>
internal static class PostgresAddress
{
    private static readonly (string Option, string[] Keys)[] Parts =
    [
        ("--host", ["Host", "Server"]),
        ("--port", ["Port"]),
        ("--username", ["Username", "User Id", "User Name", "UserId"]),
        ("--dbname", ["Database", "DB"]),
    ];

    /// <summary>The options; a placeholder for the database where the connection can't be read.</summary>
    public static string Options(string connection)
    {
        var builder = new DbConnectionStringBuilder();
        try
        {
            builder.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            return "--dbname=DATABASE";
        }

        return string.Join(' ', Parts.Select(part => (part.Option, Value: ValueOf(builder, part.Keys))).Where(part => part.Value is not null)
            .Select(part => $"{part.Option}={part.Value}"));
    }

    // Of several hosts the first: pg_dump takes one.
    private static string? ValueOf(DbConnectionStringBuilder connection, string[] keys) =>
        keys.Select(key => connection.TryGetValue(key, out var value) ? value.ToString()?.Split(',')[0] : null).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
