using ContactBooks.Core.Store;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.Observability;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether the data folder, its disk and its database are well. Nothing is made that isn't there.</summary>
internal static class EmbeddedStoreChecks
{
    /// <summary>The SQLite at hand.</summary>
    public static Finding LookAtSqlite() => SqliteInspection.SqliteVersion >= SqliteInspection.OldestSqlite
        ? Finding.Ok("sqlite", $"SQLite {SqliteInspection.SqliteVersion}.")
        : new Finding(
            "sqlite",
            Health.Fault,
            $"SQLite {SqliteInspection.SqliteVersion} has a fault that can corrupt the database.",
            $"Use this program with the SQLite that it is published with, {SqliteInspection.OldestSqlite} or newer.");

    /// <summary>The folder.</summary>
    public static Finding LookAtFolder(string folder)
    {
        const string Check = "data folder";
        if (!Directory.Exists(folder) && !File.Exists(folder))
        {
            return new Finding(Check, Health.Warning, $"{folder} is not there yet.", "serve or customers create makes it; name another with --data.");
        }

        try
        {
            using var trial = new FileStream(
                Path.Combine(folder, $".doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return Finding.Ok(Check, $"{folder} can be written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(Check, Health.Fault, $"{folder} can't be written.", $"Give the user {Environment.UserName} the right to write it, or name another with --data.");
        }
    }

    /// <summary>The disk below the folder.</summary>
    public static Finding LookAtDisk(string folder)
    {
        const string Check = "disk";
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        try
        {
            var free = new DriveInfo(there).AvailableFreeSpace;
            return free >= DataDisk.LittleSpace
                ? Finding.Ok(Check, $"{HumanResult.Bytes(free)} are free.")
                : new Finding(Check, Health.Warning, $"Only {HumanResult.Bytes(free)} are free.", "Make room: without any, uploads are answered 507.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding(Check, Health.Warning, $"The free space of {there} can't be told: {e.Message}", "Look at it with df.");
        }
    }

    /// <summary>The database, and what was found in it; null where it can't be read.</summary>
    public static (Finding Finding, SqliteInspection? Found) LookAtDatabase(string folder)
    {
        const string Check = "database";
        if (!File.Exists(Path.Combine(folder, SqliteStore.FileName)))
        {
            return (new Finding(Check, Health.Warning, $"There is none in {folder} yet.", "serve or customers create makes it; name another folder with --data."), null);
        }

        try
        {
            var found = SqliteInspection.Of(folder);
            return (Judge(Check, found), found);
        }
        catch (StoreRefusedException e)
        {
            return (new Finding(Check, Health.Fault, e.Message, "Name the right folder with --data, or use the version that made it."), null);
        }
        catch (StoreFaultException e)
        {
            return (new Finding(Check, Health.Fault, e.Message, "See that the file and its -wal and -shm belong to the user that the server runs as, or restore a backup."), null);
        }
    }

    /// <summary>Whether a server runs on the folder.</summary>
    public static Finding LookForServer(string folder) => Finding.Ok(
        "server",
        !DataFolderLock.IsHeld(folder, out var process) ? "No server runs on this data folder."
        : process is { } id ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A server runs on this data folder, process {id}.")
        : "A server runs on this data folder.");

    private static Finding Judge(string check, SqliteInspection found) => found switch
    {
        { Damage: { } damage } => new Finding(
            check, Health.Fault, $"It is damaged: {damage}", "Stop the server, keep a copy of the data folder, and restore the newest backup."),
        { Counts: { } counts } => Finding.Ok(
            check,
            $"Schema {found.SchemaVersion} of {found.NewestSchemaVersion}, undamaged: {HumanResult.Count(counts.Customers, "customer")}, " +
            $"{HumanResult.Count(counts.Books, "book")}, {HumanResult.Count(counts.Contacts, "contact")}."),
        _ => new Finding(check, Health.Warning, "It is empty.", "serve or customers create fills in its schema."),
    };
}
