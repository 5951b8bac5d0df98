using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary>A change that a command works on, and whose it is.</summary>
internal sealed record FoundUpload(CustomerId Customer, Change Change);

/// <summary>Finds changes by their identifiers alone, as operators have them.</summary>
internal static class UploadFinding
{
    /// <summary>Which change.</summary>
    public static Argument<string> Argument() =>
        SharedOptions.Uid("UPLOAD_UID", "The upload, upl_…, an import, imp_…, or another change, chg_….");

    /// <summary>The change of that identifier. The server makes these, so that no two customers have the same.</summary>
    /// <exception cref="CommandException">There is none that can be undone still.</exception>
    public static async Task<FoundUpload> RequireUploadAsync(this IStore store, string uploadUid)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var customer in await store.Directory.ListCustomersAsync())
        {
            if (await store.History.FindAsync(customer.Id, uploadUid, now) is { } change)
            {
                return new FoundUpload(customer.Id, change);
            }
        }

        throw CommandException.Failure(
            $"There is no upload {uploadUid}: it was too long ago, or wasn't recorded. " +
            "`contactbooks uploads list --customer …` shows a customer's.");
    }
}
