using ContactBooks.Core.Customers;
using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// <c>POST …/imports/preview</c>: what an import of this file would do, over the whole of it, with nothing written. The rows go the road
/// that the import's would, but that the store only predicts.
/// </summary>
internal sealed class ImportPreview(
    Gate gate, IStore store, ImportBody bodies, FilePlanner planner, RowNormaliser normaliser, FileLimits limits, ServerSettings settings, TimeProvider clock)
{
    private const int ShownRows = 100;

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

        var (plan, fields, error) = planner.MakeFor(file, grant, settings);
        if (plan is null)
        {
            return error!;
        }

        try
        {
            var data = await PreviewAsync(grant, file, fields!, plan, http.RequestAborted);
            return ApiAnswer.Ok("Import previewed", data, WireJson.Default.ImportPreviewData);
        }
        catch (FileFaultException e)
        {
            return ApiError.Validation("file", e.Code, e.Message);
        }
    }

    private async Task<ImportPreviewData> PreviewAsync(TokenGrant grant, ReceivedFile file, ImportFields fields, FilePlan plan, CancellationToken cancellation)
    {
        var options = plan.Options;
        using var table = ContactFile.Open(file.File.Path, options.Choices, limits);
        var mapper = new RowMapper(options.Mapping, table.Layout.Columns, options.ClearToken);
        var (phones, reasons, shown) = (new HashSet<long>(), new SortedDictionary<string, long>(StringComparer.Ordinal), new List<PreviewRowJson>());
        var (counts, batch) = (default(ImportCounts), new ImportBatch(0));
        while (table.Read(out var row))
        {
            cancellation.ThrowIfCancellationRequested();
            var mapped = mapper.Map(row);
            var normalised = normaliser.Normalise(mapped.Row, options.DefaultCountryCode);
            var isFresh = batch.Add(row, normalised, phones);
            if (normalised.Rejected is { } rejected)
            {
                var reason = UploadAnswer.NameOf(rejected.Faults[0].Reason);
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }

            if (shown.Count < ShownRows)
            {
                shown.Add(Show(row, mapped, normalised, isFresh));
            }

            if (batch.Rows == ImportBatch.MaxRows)
            {
                counts = await PredictAsync(grant.CustomerId, batch, counts);
                batch = new ImportBatch(counts.Read);
            }
        }

        counts = await PredictAsync(grant.CustomerId, batch, counts);
        return new ImportPreviewData(
            FileLayoutJson.Of(table.Layout),
            HeaderSignature.Of(table.Layout.Columns),
            [.. plan.Proposal.Columns.Select(column => Show(column, fields.Mapping is null ? null : options.Mapping))],
            counts.Read,
            options.HasPhone ? ImportSummaryJson.Of(counts) : null,
            reasons,
            shown);
    }

    private async Task<ImportCounts> PredictAsync(CustomerId customer, ImportBatch batch, ImportCounts before)
    {
        var plan = batch.Plan(clock.GetUtcNow());
        if (plan.Contacts.Count == 0)
        {
            return before.With(batch.Summary(null), suppressed: 0);
        }

        var predicted = new Written<Core.Results.UploadOutcome>(WriteEnd.Done, await store.Contacts.PredictAsync(customer, plan));
        return before.With(batch.Summary(predicted), (await store.Suppressions.FindAsync(customer, plan.Phones())).Count);
    }

    private static PreviewColumnJson Show(ProposedColumn column, ColumnMapping? asked) => asked is null
        ? new PreviewColumnJson(
            column.Target.Column, column.Samples, MappedColumnJson.Of(column.Target), column.Confidence, column.Evidence.ToString().ToLowerInvariant())
        : new PreviewColumnJson(
            column.Target.Column,
            column.Samples,
            MappedColumnJson.Of(asked.Columns.FirstOrDefault(one => one.Column == column.Target.Column) ?? new MappedColumn(column.Target.Column, ColumnField.Ignored)),
            null,
            null);

    private static PreviewRowJson Show(in FileRow row, in MappedRow mapped, in NormalisedRow normalised, bool isFresh)
    {
        PreviewWarningJson[] warnings = [.. mapped.Warnings.Select(warning => new PreviewWarningJson(warning.Column, warning.Message))];
        string[] cells = [.. row.Cells];
        return normalised.Rejected is { } rejected
            ? new PreviewRowJson(row.Number, "INVALID", cells, warnings, UploadAnswer.NameOf(rejected.Faults[0].Reason), rejected.Faults[0].Message)
            : isFresh
                ? new PreviewRowJson(row.Number, "VALID", cells, warnings, Phone: normalised.Patch!.Phone.ToString())
                : new PreviewRowJson(row.Number, "SKIPPED", cells, warnings, "DUPLICATE_IN_FILE", "An earlier row of the file has the same phone.");
    }
}
