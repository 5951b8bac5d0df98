using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.History;
using ContactBooks.Server.Imports;
using ContactBooks.Server.Observability;
using ContactBooks.Server.Settings;
using ContactBooks.Server.Statistics;

namespace ContactBooks.Server.Commands.Imports;

/// <summary>
/// Sees an import through to its end. The command takes imports up as a server's node does, so that none is needed; where one runs, either
/// of the two does this one. Imports that have waited for longer come first.
/// </summary>
internal static class ImportFollowing
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Does that under a progress bar, and tells how it ended.</summary>
    /// <returns>The command's exit code.</returns>
    public static async Task<int> FollowAsync(
        IStore store, OperatorSettings settings, FoundBook found, Import import, string? rejects, bool asJson, CancellationToken interrupted)
    {
        using var logging = LoggerFactory.Create(builder => builder.AddServerLogging(LogLevel.Warning));
        await using var rows = new RowCounts(store);
        var run = new ImportRun(
            store,
            new RowNormaliser(new PhoneReader(settings.Server.PhoneAcceptance)),
            new CustomFieldRegistry(store, TimeProvider.System),
            new ChangeNotes(settings.Server),
            rows,
            new FileLimits(),
            TimeProvider.System);
        var work = new ImportWork(store, run, TimeProvider.System, logging.CreateLogger<ImportWork>());
        var last = await ProgressBar.ShowAsync("Importing", advance => SeeThroughAsync(store, work, found, import.Uid, advance, interrupted));
        return await ImportReport.TellAsync(store, found, last, rejects, asJson);
    }

    private static async Task<Import> SeeThroughAsync(
        IStore store, ImportWork work, FoundBook found, string importUid, Action<long, long> advance, CancellationToken interrupted)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        var working = Task.Run(() => WorkAsync(work, stopping.Token), CancellationToken.None);
        try
        {
            Import import;
            do
            {
                await Task.WhenAny(working, Task.Delay(LookInterval, CancellationToken.None));
                import = await store.RequireImportAsync(found, importUid);
                advance(import.Counts.Read, import.TotalRows ?? 0);
            }
            while (!import.HasEnded && !working.IsCompleted);
        }
        finally
        {
            // What is in hand goes back, for others to go on with.
            await stopping.CancelAsync();
            await working;
        }

        return await store.RequireImportAsync(found, importUid);
    }

    private static async Task WorkAsync(ImportWork work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!await work.DoNextAsync(stopping))
            {
                await Task.Delay(LookInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
