using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Suppressions;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>What suppressing and lifting answer: a result for each entry, and the same in numbers.</summary>
internal static class SuppressionAnswers
{
    /// <summary>Bytes of an entry's result, more or less; what a buffer is first made of.</summary>
    public const int BytesOfRow = 64;

    public static ApiAnswer Suppressed(string message, NormalisedSuppression[] rows, SuppressionChange change)
    {
        var results = Results(rows, change, "SUPPRESSED", "ALREADY_SUPPRESSED");
        var (changed, invalid) = Count(results, "SUPPRESSED");
        return ApiAnswer.Ok(
            message,
            new SuppressData(new SuppressSummaryJson(rows.Length, changed, rows.Length - changed - invalid, invalid), results),
            WireJson.Default.SuppressData);
    }

    public static ApiAnswer Lifted(string message, NormalisedSuppression[] rows, SuppressionChange change)
    {
        var results = Results(rows, change, "LIFTED", "NOT_SUPPRESSED");
        var (changed, invalid) = Count(results, "LIFTED");
        return ApiAnswer.Ok(
            message,
            new LiftData(new LiftSummaryJson(rows.Length, changed, rows.Length - changed - invalid, invalid), results),
            WireJson.Default.LiftData);
    }

    /// <summary>Of a phone that comes twice the first entry did it, and the second found it done.</summary>
    private static SuppressionResultJson[] Results(NormalisedSuppression[] rows, SuppressionChange change, string changed, string unchanged)
    {
        var results = new SuppressionResultJson[rows.Length];
        var told = new HashSet<Phone>();
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = rows[i].Rejected is { } rejected
                ? Invalid(i + 1, rejected)
                : Valid(i + 1, rows[i].Suppression!.Value.Phone);
        }

        return results;

        SuppressionResultJson Valid(int row, Phone phone) => new()
        {
            Row = row,
            Status = change.Phones.Contains(phone) && told.Add(phone) ? changed : unchanged,
            Phone = phone.ToString(),
        };
    }

    private static SuppressionResultJson Invalid(int row, RejectedRow rejected) => new()
    {
        Row = row,
        Status = "INVALID",
        Phone = rejected.PhoneAsSent,
        Reason = UploadAnswer.NameOf(rejected.Faults[0].Reason),
        Field = rejected.Faults[0].Field,
        Message = rejected.Faults[0].Message,
    };

    private static (int Changed, int Invalid) Count(SuppressionResultJson[] results, string changed) =>
        (results.Count(result => result.Status == changed), results.Count(result => result.Status == "INVALID"));
}
