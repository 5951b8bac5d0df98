using ContactBooks.Core.Store;
using ContactBooks.Storage.Postgres;
using ContactBooks.Storage.Sqlite;
using Npgsql;

namespace ContactBooks.Storage.Migration;

/// <summary>
/// Moves everything from the embedded database into PostgreSQL. All identifiers, times and hashes are kept, so that clients
/// go on with their tokens and get the answers of their retries.
/// <list type="number">
/// <item>the source is locked against writing, the target's schema is made;</item>
/// <item>in one transaction: the target is claimed, each table copied as a stream, the sequences set, all of it counted again;</item>
/// <item>after COMMIT, the target's planner is told what has come.</item>
/// </list>
/// A failure, kill -9 included, leaves the target empty, and it can be done again.
/// </summary>
public static class StoreMigration
{
    private const int RowsBetweenReports = 10_000;

    /// <summary>Does it. The caller holds the folder's <see cref="DataFolderLock"/>.</summary>
    /// <param name="dataFolder">The data folder, which must have a database. Nothing in it is changed.</param>
    /// <param name="connectionString">The target, as for <see cref="PostgresStore.OpenAsync"/>; empty, or with a schema and no customers.</param>
    /// <param name="progress">Told now and then, in this thread; null for nobody.</param>
    /// <exception cref="StoreRefusedException">Source or target is none of ours, of another version, or the target has customers; nothing was written.</exception>
    /// <exception cref="StoreFaultException">One of them can't be reached or used; unless its kind says that the outcome is unknown, nothing was written.</exception>
    /// <exception cref="MigrationFailedException">What arrived isn't what was there; nothing was written.</exception>
    public static async Task<MigratedStore> RunAsync(string dataFolder, string connectionString, IProgress<MigrationProgress>? progress = null)
    {
        // No limit of the driver's either: a table is one statement, and COMMIT may wait for a standby to have it all.
        var settings = PostgresConnectionString.Read(connectionString);
        settings.CommandTimeout = 0;

        using var source = MigrationSource.Open(Path.Combine(dataFolder, SqliteStore.FileName));
        await using var database = new PostgresDatabase(settings);
        await PostgresSchema.MigrateAsync(database);
        var counts = await database.WriteAsync(connection => MoveAsync(source, new MigrationTarget(connection), progress));
        return MigratedStore.Of(counts, await AnalyzeAsync(database));
    }

    private static async ValueTask<IReadOnlyDictionary<string, long>> MoveAsync(
        MigrationSource source, MigrationTarget target, IProgress<MigrationProgress>? progress)
    {
        await target.ClaimAsync();
        var counts = MigratedTable.All.ToDictionary(table => table.Name, source.Count);
        CopyAll(source, target, counts.Values.Sum(), progress);
        await target.SetSequenceAsync("customer_ids", source.Largest("customer_id", "customers"));
        await target.SetSequenceAsync("book_ids", source.Largest("last_book_id", "customers"));
        await VerifyAsync(target, counts);
        return counts;
    }

    private static void CopyAll(MigrationSource source, MigrationTarget target, long total, IProgress<MigrationProgress>? progress)
    {
        var rows = 0L;
        void Written()
        {
            if (++rows % RowsBetweenReports == 0)
            {
                progress?.Report(new MigrationProgress(rows, total));
            }
        }

        foreach (var table in MigratedTable.All)
        {
            target.Copy(table, importer => source.Copy(table, importer, Written));
        }

        progress?.Report(new MigrationProgress(rows, total));
    }

    private static async Task VerifyAsync(MigrationTarget target, Dictionary<string, long> counts)
    {
        foreach (var table in MigratedTable.All)
        {
            var arrived = await target.CountAsync(table);
            if (arrived != counts[table.Name])
            {
                throw new MigrationFailedException(FormattableString.Invariant(
                    $"Of {counts[table.Name]} rows of {table.Name} {arrived} arrived. Nothing was written; please report it."));
            }
        }

        if (await target.WrongBookAsync() is { } wrong)
        {
            throw new MigrationFailedException($"{wrong} Nothing was written. `contactbooks doctor` looks for damage in the data folder; please report it.");
        }
    }

    /// <summary>What has come is safe by now, whatever becomes of this.</summary>
    private static async ValueTask<bool> AnalyzeAsync(PostgresDatabase database)
    {
        try
        {
            return await database.ReadAsync(async connection =>
            {
                await using var command = new NpgsqlCommand($"analyze {string.Join(", ", MigratedTable.All.Select(table => table.Name))}", connection);
                await command.ExecuteNonQueryAsync();
                return true;
            });
        }
        catch (Exception e) when (e is StoreFaultException or NpgsqlException)
        {
            return false;
        }
    }
}
