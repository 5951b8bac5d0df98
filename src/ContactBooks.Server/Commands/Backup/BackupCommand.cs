using System.CommandLine;
using ContactBooks.Core.Store;
using ContactBooks.Server.Settings;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.Backup;

/// <summary><c>backup</c></summary>
internal sealed class BackupCommand : OperatorCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The file to write." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace FILE if it is there." };
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public BackupCommand()
        : base(
            "backup",
            "Writes a consistent copy of the embedded database to a file, while a server may run. FILE is whole or not there.",
            "contactbooks backup /var/backups/contactbooks-$(date +%F).db",
            "contactbooks backup --force latest.db --json")
    {
        AddAll(_file, _force, _json);
        SetAction(Run);
    }

    private int Run(ParseResult given)
    {
        var settings = given.ReadSettings();
        var file = BackupFile.PathOf(given.GetRequiredValue(_file), settings);
        var folder = settings.Embedded(PostgresAdvice(settings, given.GetRequiredValue(_file))).ExistingDataFolder();
        var force = given.GetValue(_force);
        if (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw CommandException.Failure(
                Directory.Exists(file) ? $"{file} is a folder. Name a file in it." : $"There is no folder {Path.GetDirectoryName(file)}. Make it first.");
        }

        if (File.Exists(file) && !force)
        {
            throw CommandException.Failure($"{file} is there already. Name another file, or give --force to replace it.");
        }

        BackupFile.Report(Write(folder, file, force), given.GetValue(_json), "Wrote");
        return ExitCode.Done;
    }

    private static DatabaseCopy Write(string folder, string file, bool force)
    {
        try
        {
            return SqliteBackup.Write(folder, file, force);
        }
        catch (StoreRefusedException e)
        {
            throw CommandException.Failure($"{e.Message} No copy was written; `contactbooks doctor` says more.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Failure($"{file} can't be written: {e.Message}");
        }
    }

    private static string PostgresAdvice(OperatorSettings settings, string file) =>
        $"A copy of a PostgreSQL database is made with: pg_dump --format=custom --file='{file}' {PostgresAddress.Options(settings.Postgres ?? "")}";
}
