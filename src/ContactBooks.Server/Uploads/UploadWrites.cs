using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Observability;
using ContactBooks.Server.Statistics;

namespace ContactBooks.Server.Uploads;

/// <summary>The last step of an upload's road, whoever sends it: the store, and after it what the upload tells of itself.</summary>
internal sealed class UploadWrites(IStore store, CustomFieldRegistry customFields, ServerMetrics metrics, RowCounts rows)
{
    /// <summary>Stores an upload, counts it, and defines the custom fields that it brought.</summary>
    public async ValueTask<Written<UploadOutcome>> WriteAsync(
        CustomerId customer,
        BookId book,
        UploadPlan plan,
        CustomFieldFindings fields,
        DateTimeOffset now,
        AnswerToKeep<UploadOutcome>? keep,
        CancellationToken cancellation)
    {
        var written = await store.Contacts.UploadAsync(customer, book, plan, now, keep, cancellation);
        if (written.Value is { } done)
        {
            var summary = UploadSummary.Of(plan, done);
            metrics.Uploaded(summary);
            rows.Add(customer, book, now, summary.Created, summary.Updated, summary.Skipped, summary.Invalid == 0 ? [] : ReasonsOf(plan));
            await customFields.DefineAsync(customer, fields, now);
        }

        return written;
    }

    private static IEnumerable<string> ReasonsOf(UploadPlan plan) =>
        plan.Rows.Select(row => row.Rejected).OfType<RejectedRow>().Select(rejected => UploadAnswer.NameOf(rejected.Faults[0].Reason));
}
