using System.CommandLine;
using ContactBooks.Core.Store;
using ContactBooks.Server.Settings;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.Backup;

/// <summary><c>restore</c></summary>
internal sealed class RestoreCommand : OperatorCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file that backup wrote." };
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public RestoreCommand()
        : base(
            "restore",
            "Puts a backup in the place of the embedded database, while no server runs. What was there is kept beside it.",
            "contactbooks restore /var/backups/contactbooks-2026-11-30.db --data /var/lib/contactbooks")
    {
        AddAll(_file, _json);
        SetAction(Run);
    }

    private int Run(ParseResult given)
    {
        var settings = given.ReadSettings();
        var file = BackupFile.PathOf(given.GetRequiredValue(_file), settings);
        var folder = settings.Embedded(PostgresAdvice(settings, given.GetRequiredValue(_file))).Server.DataFolder;
        if (!File.Exists(file))
        {
            throw CommandException.Failure($"There is no file {file}.");
        }

        using var held = DataFolderLock.Take(folder);
        var restored = Restore(folder, file);
        BackupFile.Report(restored, given.GetValue(_json), "Restored");
        if (restored.KeptAs is { } keptAs)
        {
            Console.Error.WriteLine($"The database that was there is kept as {keptAs}");
        }

        return ExitCode.Done;
    }

    private static DatabaseCopy Restore(string folder, string file)
    {
        try
        {
            return SqliteBackup.Restore(folder, file, TimeProvider.System.GetUtcNow());
        }
        catch (StoreRefusedException e)
        {
            throw CommandException.Failure(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Failure($"{file} can't be put into {folder}: {e.Message}");
        }
    }

    private static string PostgresAdvice(OperatorSettings settings, string file) =>
        $"A PostgreSQL database is restored with: pg_restore --clean --if-exists --single-transaction {PostgresAddress.Options(settings.Postgres ?? "")} '{file}'";
}
