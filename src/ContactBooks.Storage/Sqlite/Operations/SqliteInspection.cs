using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Storage.Sqlite;

/// <summary>What a look at an embedded database finds. Looking makes no database and changes none.</summary>
/// <param name="SchemaVersion">Its schema's version.</param>
/// <param name="NewestSchemaVersion">The version that this program brings it to.</param>
/// <param name="Damage">What <c>quick_check</c> finds wrong; null for nothing.</param>
/// <param name="Counts">How much it holds; null where the schema is too old or the file too damaged to tell.</param>
/// <param name="NewestRecord">When its newest record was written, UTC; null for none.</param>
public sealed record SqliteInspection(
    int SchemaVersion, int NewestSchemaVersion, string? Damage, DatabaseCounts? Counts, DateTimeOffset? NewestRecord)
{
    private const string NewestTime =
        """
        select max(newest) from (
          select max(created_at) as newest from customers
          union all select max(max(created_at), coalesce(max(last_used_at), 0), coalesce(max(revoked_at), 0)) from tokens
          union all select max(updated_at) from books
          union all select max(updated_at) from contacts)
        """;

    /// <summary>The SQLite at hand.</summary>
    public static Version SqliteVersion => SqliteFile.SqliteVersion;

    /// <summary>The oldest SQLite that durability can be promised with.</summary>
    public static Version OldestSqlite => SqliteFile.OldestSqlite;

    /// <summary>Looks at the database of a folder, which must be there.</summary>
    /// <exception cref="StoreRefusedException">It is none of ours, or a newer version's.</exception>
    /// <exception cref="StoreFaultException">It can't be opened.</exception>
    public static SqliteInspection Of(string dataFolder)
    {
        try
        {
            using var connection = new SqliteFile(Path.Combine(dataFolder, SqliteStore.FileName)).OpenReader();
            var version = SqliteSchema.VersionOf(connection);
            var damage = CopiedDatabase.Damage(connection, "quick_check");
            var isReadable = version > 0 && damage is null;
            return new SqliteInspection(
                version,
                SqliteSchema.Newest,
                damage,
                isReadable ? CopiedDatabase.Count(connection) : null,
                isReadable ? Newest(connection) : null);
        }
        catch (SqliteException e) when (SqliteFaults.IsNotADatabase(e))
        {
            throw SqliteSchema.NotOurs(Path.Combine(dataFolder, SqliteStore.FileName));
        }
        catch (SqliteException e) when (SqliteFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    private static DateTimeOffset? Newest(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = NewestTime;
        return command.ExecuteScalar() is long milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
