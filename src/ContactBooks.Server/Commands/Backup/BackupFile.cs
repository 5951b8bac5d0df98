using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.Settings;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.Backup;

/// <summary>The file that a backup is written to or restored from.</summary>
internal static class BackupFile
{
    /// <summary>Its full path.</summary>
    /// <exception cref="CommandException">It is none, or one of the database's own files.</exception>
    public static string PathOf(string file, OperatorSettings settings)
    {
        if (string.IsNullOrWhiteSpace(file) || file.Contains('\0', StringComparison.Ordinal))
        {
            throw CommandException.Usage("FILE may not be blank. Name a file.");
        }

        var path = Path.GetFullPath(file);
        var database = Path.Combine(settings.Server.DataFolder, SqliteStore.FileName);
        string[] own = [database, database + "-wal", database + "-shm", Path.Combine(settings.Server.DataFolder, DataFolderLock.FileName)];
        return own.Contains(Real(path), StringComparer.Ordinal) || own.Contains(path, StringComparer.Ordinal)
            ? throw CommandException.Usage($"{path} is the database's own file. Name another.")
            : path;
    }

    /// <summary>Says what was done, as the command's result.</summary>
    public static void Report(DatabaseCopy copy, bool asJson, string done)
    {
        var (customers, books, contacts) = copy.Counts;
        if (asJson)
        {
            JsonResult.Write(new { copy.File, copy.Bytes, Customers = customers, ContactBooks = books, Contacts = contacts, copy.KeptAs });
        }
        else
        {
            HumanResult.Line(
                $"{done} {copy.File}: {HumanResult.Bytes(copy.Bytes)}, {HumanResult.Count(customers, "customer")}, " +
                $"{HumanResult.Count(books, "book")}, {HumanResult.Count(contacts, "contact")}.");
        }
    }

    // Where a link leads to: writing through it would be writing over the database.
    private static string Real(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
}
