using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactBooks.Storage.Sqlite;

/// <summary>What SQLite's result codes mean for a request (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    /// <summary>Throws for any code but OK, ROW and DONE.</summary>
    public static void ThrowIfError(int code, sqlite3 database)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return;
        }

        throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(database));
    }

    /// <summary>Whether the file is something else altogether, a text for one.</summary>
    public static bool IsNotADatabase(SqliteException e) => e.SqliteErrorCode == raw.SQLITE_NOTADB;

    /// <summary>The store's word for an error of SQLite's, or null where the fault is ours (a constraint, wrong SQL).</summary>
    public static StoreFaultException? Translate(SqliteException e) => (e.SqliteErrorCode, e.SqliteExtendedErrorCode) switch
    {
        // A full disk shows as any of these, by what the file system was asked for: room in the file, in the shared
        // memory beside it, or the flush of what had seemed to fit.
        (raw.SQLITE_FULL, _) or (_, raw.SQLITE_IOERR_SHMSIZE) =>
            new StoreFaultException(StoreFaultKind.Full, "No space is left on the disk of the database.", e),
        (raw.SQLITE_BUSY or raw.SQLITE_LOCKED, _) =>
            new StoreFaultException(StoreFaultKind.Unavailable, "The database is locked by another program.", e),
        (raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CORRUPT or
            raw.SQLITE_NOTADB or raw.SQLITE_PROTOCOL or raw.SQLITE_NOMEM, _) =>
            new StoreFaultException(StoreFaultKind.Unavailable, $"The database can't be used: SQLite error {e.SqliteExtendedErrorCode}.", e),
        _ => null,
    };
}
