using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Requests;

namespace ContactBooks.Server.Api.Uploads;

/// <summary>What an upload's answer tells of its rows besides what became of them, where the client asked for it.</summary>
/// <param name="Suppressed">Those of the plan's phones that are suppressed; null where nobody asked.</param>
/// <param name="Warnings">Of each of the plan's contacts the values that don't fit; null where nobody asked.</param>
internal sealed record UploadMarks(IReadOnlySet<Phone>? Suppressed, IReadOnlyList<IReadOnlyList<CustomFieldWarning>>? Warnings)
{
    /// <summary>Looks them up. Before the upload: an answer to keep is rendered inside its transaction.</summary>
    public static async ValueTask<UploadMarks> OfAsync(Included asked, UploadPlan plan, CustomFieldSet definitions, IStore store, CustomerId customer) => new(
        asked.HasFlag(Included.Suppressed) ? await store.Suppressions.FindAsync(customer, plan.Phones()) : null,
        asked.HasFlag(Included.Warnings) ? [.. plan.Contacts.Select(contact => CustomFieldCheck.Of(definitions, contact.Patch))] : null);
}
