using ContactBooks.Core.Books;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.History;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.History;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Uploads;

namespace ContactBooks.Server.Api.Uploads;

/// <summary>
/// <c>POST /api/v2/contact-books/{bookUid}/contacts/bulk</c>. The road of an upload:
/// <list type="number">
/// <item>token, scope, feature, rate limit, content type, book (<see cref="Gate"/>);</item>
/// <item>the body's bytes (<see cref="RequestBody"/>), and whether they were answered before (<see cref="IdempotencyKey"/>);</item>
/// <item>bytes to rows (<see cref="BulkRequestReader"/>): the request as a whole may fail here;</item>
/// <item>each row normalised (<see cref="RowNormaliser"/>): a row may fail alone here;</item>
/// <item>the plan (<see cref="UploadPlanner"/>): which rows go to the store, in which order; custom fields that are new
/// (<see cref="CustomFieldSurvey"/>), and marks on rows where asked for (<see cref="UploadMarks"/>);</item>
/// <item>the store, one transaction (<see cref="UploadWrites"/>);</item>
/// <item>the answer, a true result for each row (<see cref="UploadAnswer"/>).</item>
/// </list>
/// </summary>
internal sealed class BulkUpload(
    Gate gate,
    IStore store,
    RequestBody bodies,
    IdempotencyKey keys,
    RowNormaliser normaliser,
    CustomFieldRegistry customFields,
    UploadWrites writes,
    ChangeNotes notes,
    ServerSettings settings,
    TimeProvider clock)
{
    private const string Message = "Contacts uploaded";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http, string bookUid)
    {
        // 1
        var admission = await gate.AdmitToBookAsync(http, bookUid);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            return admission.Error!;
        }

        // 2
        var query = new QueryReader(http.Request.Query);
        var isDryRun = query.Switch("dryRun");
        var policy = query.UpdatePolicy();
        var include = query.Include(Included.Suppressed | Included.Warnings);
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var body = await bodies.ReadAsync(http);
        if (body.Error is { } unreadable)
        {
            return unreadable;
        }

        var key = isDryRun ? default : await keys.ReadAsync(http, grant, $"POST /api/v2/contact-books/{book.Uid}/contacts/bulk", body.Bytes);
        if (key.Answer is { } decided)
        {
            return decided;
        }

        // 3
        var reading = BulkRequestReader.Read(body.Bytes);
        if (reading.Request is not { } request)
        {
            return ApiError.Validation(MessageOf(reading.Faults), reading.Faults);
        }

        // 4, 5
        var now = clock.GetUtcNow();
        var plan = UploadPlanner.Plan(Normalise(request, grant), now) with { Rules = new UpdateRules { Policy = policy } };
        var fields = CustomFieldSurvey.Of(
            await customFields.OfAsync(grant.CustomerId), plan, new CustomFieldOrigin(CustomFieldSource.Upload, grant.TokenUid), now);
        var marks = include == Included.Nothing ? null : await UploadMarks.OfAsync(include, plan, fields.Definitions, store, grant.CustomerId);

        // 6, 7
        return isDryRun
            ? Answer(book, plan, await store.Contacts.PredictAsync(grant.CustomerId, plan), isDryRun, marks)
            : await StoreAsync(
                grant, book, plan with { Change = notes.OfUpload(new Actor(grant.TokenUid), now) }, fields, now, key, marks, http.RequestAborted);
    }

    private NormalisedRow[] Normalise(BulkRequest request, TokenGrant grant)
    {
        var defaultCode = request.DefaultCountryCode ?? grant.CountryCode ?? settings.DefaultCountryCode;
        var rows = new NormalisedRow[request.Rows.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = normaliser.Normalise(request.Rows[i], defaultCode);
        }

        return rows;
    }

    private async Task<ApiAnswer> StoreAsync(
        TokenGrant grant,
        Book book,
        UploadPlan plan,
        CustomFieldFindings fields,
        DateTimeOffset now,
        KeyReading key,
        UploadMarks? marks,
        CancellationToken cancellation)
    {
        var keep = key.Keep<UploadOutcome>(
            Message,
            outcome => Envelope.Render(json => UploadAnswer.Write(json, book, plan, outcome, isDryRun: false, marks), plan.Rows.Count * UploadAnswer.BytesOfRow),
            outcome => outcome.ChangeUid);
        var written = await writes.WriteAsync(grant.CustomerId, book.Id, plan, fields, now, keep, cancellation);
        return IdempotencyKey.AnswerTo(written) ?? Answer(book, plan, written.Value!, isDryRun: false, marks);
    }

    private static ApiAnswer Answer(Book book, UploadPlan plan, UploadOutcome outcome, bool isDryRun, UploadMarks? marks) =>
        ApiAnswer.Ok(Message, json => UploadAnswer.Write(json, book, plan, outcome, isDryRun, marks)) with { UploadUid = outcome.ChangeUid };

    private static string MessageOf(IReadOnlyList<RequestFault> faults) =>
        faults.Count == 1 ? faults[0].Message : $"The request has {faults.Count} faults; see details. The first: {faults[0].Message}";
}
