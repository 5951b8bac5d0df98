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

        var (plan, fields, error) = await planner.MakeForAsync(file, grant, settings);
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
        var (phones, reasons) = (new HashSet<long>(), new SortedDictionary<string, long>(StringComparer.Ordinal));
        var shown = new List<(PreviewRowJson Row, ContactPatch? Patch)>();
        var (counts, batch) = (default(ImportCounts), new ImportBatch(0));
        var (definitions, types) = (await customFields.OfAsync(grant.CustomerId), options.Mapping.TypesByKey());
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
                shown.Add((Show(row, mapped, normalised, isFresh), isFresh ? normalised.Patch : null));
            }

            if (batch.Rows == ImportBatch.MaxRows)
            {
                (counts, definitions) = await PredictAsync(grant.CustomerId, batch, counts, definitions, types);
                batch = new ImportBatch(counts.Read);
            }
        }

        (counts, definitions) = await PredictAsync(grant.CustomerId, batch, counts, definitions, types);
        return new ImportPreviewData(
            FileLayoutJson.Of(table.Layout),
            HeaderSignature.Of(table.Layout.Columns),
            [.. plan.Proposal.Columns.Select(column => Show(column, fields.Mapping is null ? null : options.Mapping))],
            counts.Read,
            options.HasPhone ? ImportSummaryJson.Of(counts) : null,
            reasons,
            [.. shown.Select(one => one.Patch is null ? one.Row : WithChoices(one.Row, one.Patch, definitions))]);
    }

    private async Task<(ImportCounts Counts, CustomFieldSet Definitions)> PredictAsync(
        CustomerId customer, ImportBatch batch, ImportCounts before, CustomFieldSet known, IReadOnlyDictionary<string, CustomFieldType> types)
    {
        var now = clock.GetUtcNow();
        var plan = batch.Plan(now);
        if (plan.Contacts.Count == 0)
        {
            return (before.With(batch.Summary(null), suppressed: 0, warnings: 0), known);
        }

        var definitions = CustomFieldSurvey.Of(known, plan, new CustomFieldOrigin(CustomFieldSource.Import, ""), now, types).Definitions;
        var predicted = new Written<Core.Results.UploadOutcome>(WriteEnd.Done, await store.Contacts.PredictAsync(customer, plan));
        var suppressed = await store.Suppressions.FindAsync(customer, plan.Phones());
        return (before.With(batch.Summary(predicted), suppressed.Count, CustomFieldCheck.Count(definitions, plan)), definitions);
    }

    /// <summary>With what only the definitions tell: which values are none of their field's choices.</summary>
    private static PreviewRowJson WithChoices(PreviewRowJson row, ContactPatch patch, CustomFieldSet definitions) => row with
    {
        Warnings =
        [
            .. row.Warnings,
            .. CustomFieldCheck.Of(definitions, patch).Where(warning => warning.Code == CustomFieldCheck.NotAChoice)
                .Select(warning => new PreviewWarningJson(warning.Field, warning.Message)),
        ],
    };

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
