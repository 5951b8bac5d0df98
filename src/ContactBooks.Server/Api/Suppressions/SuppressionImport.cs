using ContactBooks.Core.Files;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// <c>POST /api/v2/suppressions/import</c>: the phones of a file are suppressed, in any format that imports take, within the
/// request. In batches: where the file breaks off, those before are suppressed, and the same file mended finds them so. It
/// needs no key for that reason.
/// </summary>
internal sealed class SuppressionImport(
    Gate gate, IStore store, ImportBody bodies, FilePlanner planner, SuppressionNormaliser normaliser, FileLimits limits, ServerSettings settings, TimeProvider clock)
{
    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http, takesJson: false);
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

        if (!plan.Options.HasPhone)
        {
            return FilePlanner.NoPhone;
        }

        try
        {
            return ApiAnswer.Ok("Suppressions imported", await ImportAsync(grant, file, plan, http.RequestAborted), WireJson.Default.SuppressionImportData);
        }
        catch (FileFaultException e)
        {
            return ApiError.Validation("file", e.Code, e.Message);
        }
    }

    private async Task<SuppressionImportData> ImportAsync(TokenGrant grant, ReceivedFile file, FilePlan plan, CancellationToken cancellation)
    {
        using var table = ContactFile.Open(file.File.Path, plan.Options.Choices, limits);
        var rows = new SuppressionColumns(plan.Options.Mapping, table.Layout.Columns);
        var batch = new SuppressionBatch(store.Suppressions, grant, clock);
        while (table.Read(out var row))
        {
            batch.Add(row, normaliser.Normalise(rows.Read(row), plan.Options.DefaultCountryCode));
            if (batch.IsFull)
            {
                await batch.StoreAsync(cancellation);
            }
        }

        await batch.StoreAsync(cancellation);
        return new SuppressionImportData(
            FileLayoutJson.Of(table.Layout), [.. plan.Options.Mapping.Columns.Select(MappedColumnJson.Of)], batch.Summary, batch.Rejects);
    }
}
