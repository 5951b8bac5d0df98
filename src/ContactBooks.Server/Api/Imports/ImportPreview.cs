using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// <c>POST …/imports/preview</c>: what an import of this file would do, over the whole of it, with nothing written. The rows go the road
/// that the import's would, but that the store only predicts.
/// </summary>
internal sealed class ImportPreview(
    Gate gate,
    IStore store,
    ImportBody bodies,
    FilePlanner planner,
    RowNormaliser normaliser,
    CustomFieldRegistry customFields,
    FileLimits limits,
    ServerSettings settings,
    TimeProvider clock)
{
    public async Task<ApiAnswer> AnswerAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid, takesJson: false);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var (file, refused) = await bodies.ReadAsync(http);
        if (file is null)
        {
            return refused!;
        }

        var (plan, error) = await planner.MakeForAsync(file, grant, settings);
        if (plan is null)
        {
            return error!;
        }

        try
        {
            var data = await PreviewAsync(grant, file, plan, http.RequestAborted);
            return ApiAnswer.Ok("Import previewed", data, WireJson.Default.ImportPreviewData);
        }
        catch (FileFaultException e)
        {
            return ApiError.Validation("file", e.Code, e.Message);
        }
    }

    private async Task<ImportPreviewData> PreviewAsync(TokenGrant grant, ReceivedFile file, FilePlan plan, CancellationToken cancellation)
    {
        var options = plan.Options;
        using var table = ContactFile.Open(file.File.Path, options.Choices, limits);
        var mapper = new RowMapper(options.Mapping, table.Layout.Columns, options.ClearToken);
        var (phones, rows) = (new HashSet<long>(), new PreviewRows());
        var (counts, batch) = (default(ImportCounts), new ImportBatch(0, options.Rules));
        var (definitions, types) = (await customFields.OfAsync(grant.CustomerId), options.Mapping.TypesByKey());
        while (table.Read(out var row))
        {
            cancellation.ThrowIfCancellationRequested();
            var mapped = mapper.Map(row);
            var normalised = normaliser.Normalise(mapped.Row, options.DefaultCountryCode);
            rows.Add(row, mapped, normalised, isFresh: batch.Add(row, normalised, phones));
            if (batch.Rows == ImportBatch.MaxRows)
            {
                (counts, definitions) = await PredictAsync(grant.CustomerId, batch, rows, counts, definitions, types);
                batch = new ImportBatch(counts.Read, options.Rules);
            }
        }

        (counts, _) = await PredictAsync(grant.CustomerId, batch, rows, counts, definitions, types);
        return new ImportPreviewData(
            FileLayoutJson.Of(table.Layout),
            HeaderSignature.Of(table.Layout.Columns),
            plan.Origin == MappingOrigin.Remembered,
            [.. plan.Proposal.Columns.Select(column => Show(column, plan))],
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
            return (batch.AddTo(before, default), known);
        }

        var definitions = CustomFieldSurvey.Of(known, plan, new CustomFieldOrigin(CustomFieldSource.Import, ""), now, types).Definitions;
        var predicted = await store.Contacts.PredictAsync(customer, plan);
        rows.Note(plan, predicted, definitions);
        var marks = new BatchMarks(await store.Suppressions.FindAsync(customer, plan.Phones()), definitions);
        return (batch.AddTo(before, BatchCounts.Of(predicted, plan, marks)), definitions);
    }

    private static PreviewColumnJson Show(ProposedColumn column, FilePlan plan)
    {
        var (name, samples) = (column.Target.Column, column.Samples);
        if (plan.Origin == MappingOrigin.Proposed)
        {
            var why = column.Evidence.ToString().ToLowerInvariant();
            return new PreviewColumnJson(name, samples, MappedColumnJson.Of(column.Target), column.Confidence, why);
        }

        var target = plan.Options.Mapping.Columns.FirstOrDefault(one => one.Column == name) ?? new MappedColumn(name, ColumnField.Ignored);
        return plan.Origin == MappingOrigin.Remembered
            ? new PreviewColumnJson(name, samples, MappedColumnJson.Of(target), 1, "remembered")
            : new PreviewColumnJson(name, samples, MappedColumnJson.Of(target), null, null);
    }
}
