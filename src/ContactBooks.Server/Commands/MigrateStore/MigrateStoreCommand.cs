using System.CommandLine;
using ContactBooks.Core.Store;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.Settings;
using ContactBooks.Storage.Migration;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.MigrateStore;

/// <summary><c>migrate-store</c></summary>
internal sealed class MigrateStoreCommand : OperatorCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public MigrateStoreCommand()
        : base(
            "migrate-store",
            "Moves everything from the embedded database in --data to the empty PostgreSQL database of --postgres, while no server runs. All of it or nothing; the data folder stays as it is.",
            "contactbooks migrate-store --data /var/lib/contactbooks --postgres 'Host=db1;Username=contactbooks;Password=…;Database=contactbooks'",
            "CONTACTBOOKS__POSTGRES='Host=db1;Username=contactbooks;Password=…;Database=contactbooks' contactbooks migrate-store --data /var/lib/contactbooks --json")
    {
        AddAll(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        // Not the folder that settings or the working directory happen to name: what is moved is said.
        if (given.GetResult(GlobalOptions.Data) is null)
        {
            throw CommandException.Usage("--data is needed here: the folder of the embedded database that is moved.");
        }

        var settings = given.ReadSettings().Checked();
        var connection = settings.Postgres
            ?? throw CommandException.Usage("--postgres is needed here (or CONTACTBOOKS__POSTGRES): the database that the store is moved to.");
        var folder = settings.ExistingDataFolder();

        // Held to the end, so that no server starts on what is being left.
        using var held = DataFolderLock.Take(folder);
        var moved = await ProgressBar.ShowAsync("Moving", advance => MoveAsync(folder, connection, advance));
        Report(folder, moved, given.GetValue(_json));
        await Console.Error.WriteLineAsync(Next(folder, connection, moved));
        return ExitCode.Done;
    }

    private static async Task<MigratedStore> MoveAsync(string folder, string connection, Action<long, long> advance)
    {
        try
        {
            return await StoreMigration.RunAsync(folder, connection, new Advance(advance));
        }
        catch (MigrationFailedException e)
        {
            throw CommandException.Failure(e.Message);
        }
        catch (StoreFaultException e)
        {
            throw new StoreFaultException(e.Kind, $"{e.Message} {AfterFault(e.Kind)}", e);
        }
    }

    private static string AfterFault(StoreFaultKind kind) => kind == StoreFaultKind.OutcomeUnknown
        ? "Whether the move took effect is not known. Run it again: if it did, it is refused since there are customers."
        : "Nothing was written, and it can be run again.";

    private static void Report(string folder, MigratedStore moved, bool asJson)
    {
        if (asJson)
        {
            JsonResult.Write(new
            {
                moved.Customers,
                moved.Users,
                moved.Tokens,
                ContactBooks = moved.Books,
                moved.Contacts,
                moved.Memberships,
                moved.SearchBlocks,
                moved.IdempotencyKeys,
            });
        }
        else
        {
            HumanResult.Line(
                $"Moved {folder} to PostgreSQL: {HumanResult.Count(moved.Customers, "customer")}, {HumanResult.Count(moved.Users, "user")}, " +
                $"{HumanResult.Count(moved.Tokens, "token")}, {HumanResult.Count(moved.Books, "book")}, {HumanResult.Count(moved.Contacts, "contact")} " +
                $"({HumanResult.Count(moved.Memberships, "membership")}), {HumanResult.Count(moved.IdempotencyKeys, "idempotency key")}.");
        }
    }

    private static string Next(string folder, string connection, MigratedStore moved) =>
        $"""
        {(moved.IsAnalyzed ? "" : $"PostgreSQL could not analyze the new tables; do it before serving: vacuumdb --analyze-only {PostgresAddress.Options(connection)}\n")}Next:
          1. Set CONTACTBOOKS__POSTGRES to that connection wherever the server and its commands run.
          2. contactbooks doctor, then contactbooks serve. Tokens, keys and identifiers are the same.
          3. Keep {folder} as a backup: it is as it was, and gets nothing new. Rename it, so that nothing starts on it by mistake.
        """;

    private sealed class Advance(Action<long, long> advance) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => advance(value.Rows, value.TotalRows);
    }
}
