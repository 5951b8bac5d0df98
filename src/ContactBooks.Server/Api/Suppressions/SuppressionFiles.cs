using ContactBooks.Core.Customers;
using ContactBooks.Core.Files;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// Suppresses the phones of a file, in any format that imports take, by the API and the dashboard alike. In batches: where the file breaks
/// off, those before are suppressed, and the same file mended finds them so.
/// </summary>
internal sealed class SuppressionFiles(IStore store, FilePlanner planner, SuppressionNormaliser normaliser, FileLimits limits, TimeProvider clock)
{
    /// <summary>Does it; what came of it, or why nothing did.</summary>
    /// <param name="file">The file, and what its user says of it.</param>
    /// <param name="customer">Whose phones they are.</param>
    /// <param name="customerCode">For phones without a country code, where the user names none.</param>
    /// <param name="by">The token or the account that brings it.</param>
    /// <param name="cancellation">Ends it after a batch.</param>
    public async Task<(SuppressionImportData? Data, ApiError? Error)> ImportAsync(
        ReceivedFile file, CustomerId customer, CallingCode? customerCode, string by, CancellationToken cancellation)
    {
        var (plan, error) = await planner.MakeForAsync(file.File.Path, file.Fields, customer, customerCode);
        if (plan is null)
        {
            return (null, error);
        }

        if (!plan.Options.HasPhone)
        {
            return (null, FilePlanner.NoPhone);
        }

        try
        {
            return (await ReadAsync(file, plan, new SuppressionBatch(store.Suppressions, customer, by, clock), cancellation), null);
        }
        catch (FileFaultException e)
        {
            return (null, ApiError.Validation("file", e.Code, e.Message));
        }
    }

    private async Task<SuppressionImportData> ReadAsync(ReceivedFile file, FilePlan plan, SuppressionBatch batch, CancellationToken cancellation)
    {
        using var table = ContactFile.Open(file.File.Path, plan.Options.Choices, limits);
        var rows = new SuppressionColumns(plan.Options.Mapping, table.Layout.Columns);
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
