using System.Globalization;
using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactBooks.Storage.Sqlite;

/// <summary>A copy of a database that was made, or put in place.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Counts">What it holds.</param>
/// <param name="KeptAs">Where the database that was there before is kept; null if there was none.</param>
public sealed record DatabaseCopy(string File, long Bytes, DatabaseCounts Counts, string? KeptAs = null);

/// <summary>Copies of the embedded database: out of a data folder while a server writes, and into one while none does.</summary>
public static class SqliteBackup
{
    /// <summary>
    /// Writes a consistent copy of a folder's database to a file, which a crash leaves whole or absent:
    /// <list type="number">
    /// <item><description>SQLite's backup in a single step, which holds one read snapshot; in write-ahead mode that makes no writer wait;</description></item>
    /// <item><description>the copy, under a temporary name beside the file, is made a single file and checked;</description></item>
    /// <item><description>it is flushed to disk and renamed, and the folder is flushed.</description></item>
    /// </list>
    /// </summary>
    /// <param name="dataFolder">The data folder, which must have a database.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="StoreRefusedException">The database is none of ours or damaged; nothing was written.</exception>
    /// <exception cref="StoreFaultException">The database or the file can't be read or written.</exception>
    public static DatabaseCopy Write(string dataFolder, string file, bool overwrite)
    {
        var database = Path.Combine(dataFolder, SqliteStore.FileName);
        using var copy = new CopiedDatabase(TemporaryName(file), database);
        try
        {
            using (var source = new SqliteFile(database).OpenReader())
            using (var destination = CopiedDatabase.Open(copy.Path, SqliteOpenMode.ReadWriteCreate))
            {
                SqliteSchema.VersionOf(source);
                source.BackupDatabase(destination);
            }

            var counts = copy.Check("quick_check");
            copy.Flush();
            File.Move(copy.Path, file, overwrite);
            PosixFile.FlushFolder(FolderOf(file));
            return new DatabaseCopy(file, new FileInfo(file).Length, counts);
        }
        catch (SqliteException e) when (SqliteFaults.IsNotADatabase(e))
        {
            throw SqliteSchema.NotOurs(database);
        }
        catch (SqliteException e) when (SqliteFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>
    /// Puts a copy in the place of a folder's database. What was there is kept, its log folded in, and a crash at any
    /// moment leaves one or the other in place. The caller holds the folder's <see cref="DataFolderLock"/>.
    /// </summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="file">The copy; it is only read.</param>
    /// <param name="now">When, for the name of what is kept.</param>
    /// <exception cref="StoreRefusedException">The copy is none of ours, of a newer version, or damaged; nothing was changed.</exception>
    /// <exception cref="StoreFaultException">Another program has the database open, or it can't be written; nothing was changed.</exception>
    public static DatabaseCopy Restore(string dataFolder, string file, DateTimeOffset now)
    {
        var place = Path.Combine(dataFolder, SqliteStore.FileName);
        using var copy = new CopiedDatabase(TemporaryName(place), file);
        try
        {
            // What is checked is the very file that takes the place. A log beside the file belongs to it.
            File.Copy(file, copy.Path);
            if (File.Exists(file + "-wal"))
            {
                File.Copy(file + "-wal", copy.Path + "-wal");
            }

            var counts = copy.Check("integrity_check");
            copy.Flush();
            var keptAs = PutInPlace(copy.Path, place, now);
            PosixFile.FlushFolder(dataFolder);
            return new DatabaseCopy(place, new FileInfo(place).Length, counts, keptAs);
        }
        catch (SqliteException e) when (SqliteFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    private static string? PutInPlace(string copy, string place, DateTimeOffset now)
    {
        var keptAs = string.Create(CultureInfo.InvariantCulture, $"{place}.before-restore-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}");
        if (File.Exists(place))
        {
            FoldLog(place);
        }

        // Only where the log could not be folded in, or belongs to no database, is there one still. It must not stand
        // beside the copy: SQLite would take it for the copy's.
        var hasLog = false;
        foreach (var suffix in CopiedDatabase.Suffixes.Skip(1).Where(suffix => File.Exists(place + suffix)))
        {
            File.Move(place + suffix, keptAs + suffix);
            hasLog = true;
        }

        if (File.Exists(place))
        {
            // Atomic: there is a database in the place at every moment.
            File.Replace(copy, place, keptAs);
            return keptAs;
        }

        File.Move(copy, place);
        return hasLog ? keptAs : null;
    }

    /// <summary>Makes the database that was there one file, which also tells whether another program has it open.</summary>
    private static void FoldLog(string place)
    {
        try
        {
            using var connection = CopiedDatabase.Open(place);
            SqliteFile.Execute(connection, "pragma journal_mode = delete");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            throw new StoreFaultException(
                StoreFaultKind.Unavailable, "Another program has the database open. Let it end, then try again; nothing was changed.", e);
        }
        catch (SqliteException)
        {
            // It is damaged, which may be why it is being replaced. It is kept as it is, its log beside it.
        }
    }

    private static string TemporaryName(string file) => $"{file}.{Guid.NewGuid():N}.tmp";

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;
}
