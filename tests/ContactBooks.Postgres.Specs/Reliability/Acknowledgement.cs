using System.Diagnostics;

namespace ContactBooks.Specs.Reliability;

/// <summary>What a 200 has told of an upload.</summary>
/// <param name="Upload">The upload.</param>
/// <param name="Created">How many contacts it says it created.</param>
/// <param name="Uids">The identifiers of its contacts, by phone.</param>
/// <param name="IsReplay">Whether it was the answer of an earlier try.</param>
/// <param name="At">When it came, as <see cref="Stopwatch.GetTimestamp"/>.</param>
/// <param name="After">How long after the first try.</param>
internal sealed record Acknowledgement(
    Upload Upload, int Created, IReadOnlyDictionary<string, string> Uids, bool IsReplay, long At, TimeSpan After)
{
    public static Acknowledgement Of(Upload upload, Answer answer, TimeSpan after)
    {
        var contacts = answer.Data.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("contact"));
        return new Acknowledgement(
            upload,
            answer.Data.GetProperty("summary").GetProperty("created").GetInt32(),
            contacts.ToDictionary(contact => contact.GetProperty("phone").GetString()!, contact => contact.GetProperty("contactUid").GetString()!),
            answer.IsReplay,
            Stopwatch.GetTimestamp(),
            after);
    }
}
