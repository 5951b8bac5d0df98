using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// Tells what an import of a file would do, over the whole of it, with nothing written. The rows go the road that the import's would, but
/// that the store only predicts.
/// </summary>
internal sealed class FilePreviewer(IStore store, RowNormaliser normaliser, CustomFieldRegistry customFields, FileLimits limits, TimeProvider clock)
{
    /// <summary>Goes through the whole file.</summary>
    /// <param name="customer">Whose file it is.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="plan">How it is read and where its columns go.</param>
    /// <param name="onlyProblems">Whether the rows to be shown are the first with something wrong, rather than the first of all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FileFaultException">The file can't be read on.</exception>
    public async Task<ImportPreviewData> PreviewAsync(
        CustomerId customer, string path, FilePlan plan, bool onlyProblems, CancellationToken cancellation)
    {
        var options = plan.Options;
        using var table = ContactFile.Open(path, options.Choices, limits);
        var mapper = new RowMapper(options.Mapping, table.Layout.Columns, options.ClearToken);
        var (phones, rows) = (new HashSet<long>(), new PreviewRows(onlyProblems));
        var (counts, batch) = (default(ImportCounts), new ImportBatch(0, options.Rules));
        var (definitions, types) = (await customFields.OfAsync(customer), options.Mapping.TypesByKey());
        while (table.Read(out var read))
        {
            cancellation.ThrowIfCancellationRequested();
            var row = options.Corrections.Apply(read);
            var mapped = mapper.Map(row);
            var normalised = normaliser.Normalise(mapped.Row, options.DefaultCountryCode);
            rows.Add(row, mapped, normalised, isFresh: batch.Add(row, normalised, phones));
            if (batch.Rows == ImportBatch.MaxRows)
            {
                (counts, definitions) = await PredictAsync(customer, batch, rows, counts, definitions, types);
                batch = new ImportBatch(counts.Read, options.Rules);
            }
        }

        (counts, _) = await PredictAsync(customer, batch, rows, counts, definitions, types);
        return new ImportPreviewData(
            FileLayoutJson.Of(table.Layout),
            HeaderSignature.Of(table.Layout.Columns),
            plan.Origin == MappingOrigin.Remembered,
            plan.Columns,
            counts.Read,
            options.HasPhone ? ImportSummaryJson.Of(counts) : null,
            rows.Reasons,
            rows.Shown);
    }

    private async Task<(ImportCounts Counts, CustomFieldSet Definitions)> PredictAsync(
        CustomerId customer,
        ImportBatch batch,
        PreviewRows rows,
        ImportCounts before,
        CustomFieldSet known,
        IReadOnlyDictionary<string, CustomFieldType> types)
    {
        var now = clock.GetUtcNow();
        if (batch.Plan(now) is not { } plan)
        {
            rows.EndBatch();
            return (batch.AddTo(before, default), known);
        }

        var definitions = CustomFieldSurvey.Of(known, plan, new CustomFieldOrigin(CustomFieldSource.Import, ""), now, types).Definitions;
        var predicted = await store.Contacts.PredictAsync(customer, plan);
        rows.Note(plan, predicted, definitions);
        rows.EndBatch();
        var marks = new BatchMarks(await store.Suppressions.FindAsync(customer, plan.Phones()), definitions);
        return (batch.AddTo(before, BatchCounts.Of(predicted, plan, marks)), definitions);
    }
}
