using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactBooks.Storage.Sqlite;

/// <summary>How much a database holds.</summary>
/// <param name="Customers">Customers.</param>
/// <param name="Books">Contact books of all customers.</param>
/// <param name="Contacts">Contacts of all customers.</param>
public sealed record DatabaseCounts(long Customers, long Books, long Contacts);

/// <summary>
/// A database file that nobody else uses: the copy that a backup or a restore has made, under a temporary name, until it
/// is checked and takes its place.
/// </summary>
internal sealed class CopiedDatabase(string path, string origin) : IDisposable
{
    /// <summary>The files that a database may consist of, by what their names end in.</summary>
    public static IReadOnlyList<string> Suffixes { get; } = ["", "-wal", "-shm"];

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>A connection that makes no file, and waits for nobody for long.</summary>
    public static SqliteConnection Open(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, 2_000);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes it one file that needs no log beside it, checks it and counts what it holds.</summary>
    /// <param name="check"><c>quick_check</c> or <c>integrity_check</c>.</param>
    /// <exception cref="StoreRefusedException">It is none of ours, of a newer version, or damaged; the message names what it was copied from.</exception>
    public DatabaseCounts Check(string check)
    {
        try
        {
            using var connection = Open(Path);
            if (SqliteSchema.VersionOf(connection, origin) == 0)
            {
                throw SqliteSchema.NotOurs(origin);
            }

            SqliteFile.Execute(connection, "pragma journal_mode = delete");
            if (Damage(connection, check) is { } damage)
            {
                throw new StoreRefusedException($"{origin} is damaged: {damage} Nothing was changed.");
            }

            return Count(connection);
        }
        catch (SqliteException e) when (SqliteFaults.IsNotADatabase(e))
        {
            throw SqliteSchema.NotOurs(origin);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            throw new StoreRefusedException($"{origin} is damaged: SQLite can't read all of it. Nothing was changed.");
        }
    }

    /// <summary>What a check finds wrong with a database; null for nothing.</summary>
    public static string? Damage(SqliteConnection connection, string check)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma {check}(1)";
        return command.ExecuteScalar() is string finding && finding != "ok" ? finding.ReplaceLineEndings(" ") : null;
    }

    /// <summary>Counts what a database holds.</summary>
    public static DatabaseCounts Count(SqliteConnection connection) => new(
        SqliteFile.Scalar(connection, "select count(*) from customers"),
        SqliteFile.Scalar(connection, "select count(*) from books"),
        SqliteFile.Scalar(connection, "select count(*) from contacts"));

    /// <summary>Writes all of the file to disk.</summary>
    public void Flush()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Removes what is left under the temporary name.</summary>
    public void Dispose()
    {
        foreach (var suffix in Suffixes.Append("-journal"))
        {
            File.Delete(Path + suffix);
        }
    }
}
