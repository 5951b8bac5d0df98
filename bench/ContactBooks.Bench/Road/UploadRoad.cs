using System.Buffers;
using System.Text.Json;
using ContactBooks.Core.Books;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>
/// The steps of an upload as <see cref="BulkUpload"/> goes them, without HTTP and store: the same calls, in the same order, and
/// what is pooled goes back where the server gives it back. Safe for any number of threads.
/// </summary>
internal static class UploadRoad
{
    private static readonly CallingCode India = new(91);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Book Book = new(new BookId(1), "grp_1", "Bench", null, null, BookStatus.Active, 0, Now, Now);
    private static readonly RowNormaliser Normaliser = new(new PhoneReader());

    /// <summary>
    /// Waits for the tables that the server makes of the phones' rules in the background when it first meets a country code: what is
    /// measured is a server that has been up for a second.
    /// </summary>
    public static Task WarmUpAsync() => NationalNumbers.PrepareAsync(India.Value);

    /// <summary>Step 3: bytes to rows.</summary>
    public static BulkRequest Read(byte[] body) => BulkRequestReader.Read(body).Request!;

    /// <summary>Step 4: each row normalised.</summary>
    public static NormalisedRow[] Normalise(BulkRequest request)
    {
        var rows = new NormalisedRow[request.Rows.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = Normaliser.Normalise(request.Rows[i], request.DefaultCountryCode);
        }

        return rows;
    }

    /// <summary>Step 5: the plan.</summary>
    public static UploadPlan Plan(NormalisedRow[] rows) => UploadPlanner.Plan(rows, Now);

    /// <summary>The lines that the embedded store makes of a plan before its writer has it.</summary>
    public static UploadLines SearchLines(UploadPlan plan) => new(plan);

    /// <summary>What a store would say, each contact being new.</summary>
    public static UploadOutcome Outcome(UploadPlan plan)
    {
        var contacts = new StoredContact[plan.Contacts.Count];
        for (var i = 0; i < contacts.Length; i++)
        {
            contacts[i] = new StoredContact(true, plan.Contacts[i].UidIfNew);
        }

        return new UploadOutcome(contacts);
    }

    /// <summary>Step 7: the answer's data, into a buffer as the response has one.</summary>
    public static void Answer(IBufferWriter<byte> response, UploadPlan plan, UploadOutcome outcome)
    {
        using var json = new Utf8JsonWriter(response, Envelope.WriterOptions);
        UploadAnswer.Write(json, Book, plan, outcome, isDryRun: false);
        json.Flush();
    }

    /// <summary>All of it.</summary>
    /// <returns>How many contacts were answered.</returns>
    public static int Run(byte[] body)
    {
        var plan = Plan(Normalise(Read(body)));
        using var lines = SearchLines(plan);
        using var response = new PooledBuffer(plan.Rows.Count * UploadAnswer.BytesOfRow);
        Answer(response, plan, Outcome(plan));
        return response.Length > 0 ? plan.Contacts.Count : 0;
    }
}
