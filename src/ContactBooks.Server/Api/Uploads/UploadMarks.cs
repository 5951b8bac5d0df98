using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Api.Uploads;

/// <summary>What an upload's answer tells of its rows besides what became of them, where the client asked for it.</summary>
/// <param name="Suppressed">Those of the plan's phones that are suppressed; null where nobody asked.</param>
internal sealed record UploadMarks(IReadOnlySet<Phone>? Suppressed)
{
    /// <summary>Looks them up. Before the upload: an answer to keep is rendered inside its transaction.</summary>
    public static async ValueTask<UploadMarks> OfAsync(UploadPlan plan, IStore store, CustomerId customer) =>
        new(await store.Suppressions.FindAsync(customer, plan.Phones()));
}
