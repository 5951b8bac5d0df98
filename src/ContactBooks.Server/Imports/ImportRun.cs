using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.History;
using ContactBooks.Server.Statistics;

namespace ContactBooks.Server.Imports;

/// <summary>
/// One import's way from its file into its book:
/// <list type="number">
/// <item>the file, from the store (<see cref="ImportFile"/>);</item>
/// <item>its rows counted, unless they have been;</item>
/// <item>each row mapped and normalised, the same road as a bulk upload's (<see cref="RowMapper"/>, <see cref="RowNormaliser"/>);</item>
/// <item>a batch of them to the store, one transaction, once (<see cref="ImportBatch"/>);</item>
/// <item>how far it is, with the batch's refused rows (<see cref="IImportStore.AdvanceAsync"/>).</item>
/// </list>
/// Killed at any moment, whoever goes on reads the file from its beginning, passes over the rows that have their results, and
/// does the batch in doubt again under its key: it ends as if nothing had happened.
/// </summary>
internal sealed class ImportRun(
    IStore store,
    RowNormaliser normaliser,
    CustomFieldRegistry customFields,
    ChangeNotes notes,
    RowCounts rowCounts,
    FileLimits limits,
    TimeProvider clock)
{
    /// <summary>How long a node that says nothing is believed to be at work.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Does it to its end.</summary>
    /// <exception cref="FileFaultException">The file can't be read on.</exception>
    /// <exception cref="BookGoneException">The book is no longer there.</exception>
    /// <exception cref="ImportStoppedException">The user stopped it, or another node has it.</exception>
    public async Task RunAsync(ImportLease lease, CancellationToken cancellation)
    {
        // 1
        var options = ImportOptions.Read(lease.Import.Options);
        using var file = await ImportFile.FetchAsync(store.Imports, lease.Customer, lease.Import, cancellation);

        // 2
        if (lease.Import.TotalRows is null)
        {
            GoOnIf(await store.Imports.ExtendAsync(lease, Count(file, options, cancellation), Until));
        }

        // 3
        using var table = ContactFile.Open(file.Path, options.Choices, limits);
        var mapper = new RowMapper(options.Mapping, table.Layout.Columns, options.ClearToken);
        var types = options.Mapping.TypesByKey();
        var phones = new HashSet<long>();
        var counts = lease.Import.Counts;
        var toPassOver = counts.Read;
        var batch = new ImportBatch(counts.Read, options.Rules);
        while (table.Read(out var read))
        {
            cancellation.ThrowIfCancellationRequested();
            var row = options.Corrections.Apply(read);
            var normalised = normaliser.Normalise(mapper.Map(row).Row, options.DefaultCountryCode);
            if (toPassOver > 0)
            {
                toPassOver--;
                if (normalised.Patch is { } before)
                {
                    phones.Add(before.Phone.Number);
                }

                continue;
            }

            batch.Add(row, normalised, phones);
            if (batch.Rows == ImportBatch.MaxRows)
            {
                counts = await FinishAsync(lease, batch, types, counts);
                batch = new ImportBatch(counts.Read, options.Rules);
            }
        }

        if (batch.Rows > 0)
        {
            await FinishAsync(lease, batch, types, counts);
        }
    }

    private DateTimeOffset Until => clock.GetUtcNow() + LeaseTime;

    private long Count(ImportFile file, ImportOptions options, CancellationToken cancellation)
    {
        using var table = ContactFile.Open(file.Path, options.Choices, limits);
        var rows = 0L;
        while (table.Read(out _))
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
        }

        return rows;
    }

    private async Task<ImportCounts> FinishAsync(
        ImportLease lease, ImportBatch batch, IReadOnlyDictionary<string, CustomFieldType> types, ImportCounts before)
    {
        // 4: not to be cancelled, or rows would be in the book that the import's counts don't tell of.
        var now = clock.GetUtcNow();
        var stored = batch.Plan(now) is { } plan ? await UploadAsync(lease, batch, plan, types, now) : default;

        // 5
        var after = batch.AddTo(before, stored);
        var state = await store.Imports.AdvanceAsync(lease, before, after, batch.Rejected, Until);
        if (state != LeaseState.Lost)
        {
            rowCounts.Add(
                lease.Customer,
                lease.Book,
                now,
                after.Created - before.Created,
                after.Updated - before.Updated,
                after.Skipped - before.Skipped,
                batch.Rejected.Select(row => row.Reason));
        }

        GoOnIf(state);
        return after;
    }

    private async Task<BatchCounts> UploadAsync(
        ImportLease lease, ImportBatch batch, UploadPlan plan, IReadOnlyDictionary<string, CustomFieldType> types, DateTimeOffset now)
    {
        var origin = new CustomFieldOrigin(CustomFieldSource.Import, lease.Import.Uid);
        var fields = CustomFieldSurvey.Of(await customFields.OfAsync(lease.Customer), plan, origin, now, types);
        var marks = new BatchMarks(await store.Suppressions.FindAsync(lease.Customer, plan.Phones()), fields.Definitions);
        var key = batch.Key(lease.Import.Uid, plan, marks);
        var recorded = plan with { Change = notes.OfBatch(lease.Import.Uid, now) };
        var written = Done(await store.Contacts.UploadAsync(lease.Customer, lease.Book, recorded, now, key, CancellationToken.None));
        await customFields.DefineAsync(lease.Customer, fields, now);
        return BatchCounts.Of(written, plan, marks);
    }

    private static Written<UploadOutcome> Done(Written<UploadOutcome> written) => written.End switch
    {
        WriteEnd.Done or WriteEnd.Replayed => written,
        WriteEnd.BookNotFound => throw new BookGoneException(),
        _ => throw new ImportStoppedException(LeaseState.Lost), // another node is at the same batch
    };

    private static void GoOnIf(LeaseState state)
    {
        if (state != LeaseState.Held)
        {
            throw new ImportStoppedException(state);
        }
    }
}

/// <summary>An import must not go on.</summary>
/// <param name="state">Why: its user stopped it, or another node has it.</param>
internal sealed class ImportStoppedException(LeaseState state) : Exception
{
    public LeaseState State => state;
}

/// <summary>The book that an import goes into is no longer there.</summary>
internal sealed class BookGoneException : Exception;
