using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactBooks.Storage.Sqlite;

/// <summary>The database file and how connections to it are opened.</summary>
internal sealed class SqliteFile(string path)
{
    /// <summary>"CtBk" in the file's header: how a file of ours is told from any other.</summary>
    public const int ApplicationId = 0x4374426B;

    /// <summary>3.51.3 mends a corruption of the write-ahead log; with an older one durability can't be promised.</summary>
    public static readonly Version OldestSqlite = new(3, 51, 3);

    // Before anything asks SQLite's own interface: ADO.NET does it only when it is first used.
    static SqliteFile() => Batteries_V2.Init();

    public string Path { get; } = path;

    public static Version SqliteVersion => Version.Parse(raw.sqlite3_libversion().utf8_to_string());

    /// <summary>
    /// Throws if there is a database that isn't ours or is a newer program's. It is only looked at: the writer's settings
    /// would change the header of a database without a write-ahead log, and closing a writer folds a log in.
    /// </summary>
    /// <exception cref="StoreRefusedException">It isn't ours, or a newer program's.</exception>
    public void RefuseWhatIsNotOurs()
    {
        if (File.Exists(Path))
        {
            using var connection = Open(SqliteOpenMode.ReadOnly);
            SqliteSchema.VersionOf(connection);
        }
    }

    public SqliteConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);

        // FULL: an acknowledged commit survives a power cut, which NORMAL doesn't promise. Checkpoints at 50,000 pages
        // rather than 1,000 took uploads from 24-29,000 to 40-45,000 contacts/s, since a page that many uploads touch is
        // copied once. What a failed statement must undo is kept in memory.
        Execute(
            connection,
            """
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma wal_autocheckpoint = 50000;
            pragma journal_size_limit = 268435456;
            pragma cache_size = -32768;
            pragma temp_store = memory;
            pragma foreign_keys = on;
            """);
        return connection;
    }

    public SqliteConnection OpenReader()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);

        // Mapped: a search scans every block of a book, and a system call for each 4 KiB would cost more than the scan.
        Execute(connection, "pragma query_only = on; pragma mmap_size = 8589934592; pragma cache_size = -4096; pragma temp_store = memory;");
        return connection;
    }

    /// <summary>
    /// For moving everything out: the write lock is held from here on, nothing is written, and a log that is there is not
    /// folded in when the connection closes. Not mapped: going once through all would keep it all in memory.
    /// </summary>
    public SqliteConnection OpenToMigrate()
    {
        var hasLog = new FileInfo(Path + "-wal") is { Exists: true, Length: > 0 };
        var connection = Open(SqliteOpenMode.ReadWrite);
        try
        {
            if (hasLog)
            {
                raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            }

            Execute(connection, "pragma cache_size = -32768; pragma temp_store = memory;");

            // Each alone: of several at once ADO.NET tells no error that comes after the first result.
            Execute(connection, "begin immediate");
            Execute(connection, "pragma query_only = on");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();

            // Another process (the operator's commands) may hold the write lock for a moment.
            raw.sqlite3_busy_timeout(connection.Handle, 10_000);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFaults.Translate(e) ?? new StoreFaultException(StoreFaultKind.Unavailable, "The database can't be opened.", e);
        }
    }
}
