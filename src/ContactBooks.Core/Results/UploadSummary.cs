using ContactBooks.Core.Planning;

namespace ContactBooks.Core.Results;

/// <summary>An upload in numbers. The last four add up to the first.</summary>
/// <param name="Total">Rows of the request.</param>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Updated">Contacts that were there, whether or not a value changed.</param>
/// <param name="Skipped">Rows whose phone an earlier row has, and those that the rules leave out.</param>
/// <param name="Invalid">Rows that may not go in.</param>
public readonly record struct UploadSummary(int Total, int Created, int Updated, int Skipped, int Invalid)
{
    /// <summary>Counts an upload.</summary>
    public static UploadSummary Of(UploadPlan plan, UploadOutcome outcome)
    {
        var (created, leftOut) = outcome.Count();
        var (skipped, invalid) = (leftOut, 0);

        foreach (var row in plan.Rows)
        {
            skipped += row.DuplicateOf is null ? 0 : 1;
            invalid += row.Rejected is null ? 0 : 1;
        }

        return new UploadSummary(plan.Rows.Count, created, outcome.Contacts.Count - created - leftOut, skipped, invalid);
    }
}
