using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// <c>POST /api/v2/suppressions</c> and <c>POST /api/v2/suppressions/lift</c>: a list of phones is suppressed, or lifted, in one
/// transaction, with a true result for each. An entry that is no phone fails alone.
/// </summary>
internal sealed class SuppressionWrites(
    Gate gate, IStore store, RequestBody bodies, IdempotencyKey keys, SuppressionNormaliser normaliser, ServerSettings settings, TimeProvider clock)
{
    public Task<ApiAnswer> SuppressAsync(HttpContext http) => WriteAsync(
        http,
        "POST /api/v2/suppressions",
        "Phones suppressed",
        (grant, suppressions, keep) => store.Suppressions.SuppressAsync(
            grant.CustomerId, suppressions, new SuppressionOrigin(SuppressionSource.Api, grant.TokenUid), clock.GetUtcNow(), keep, http.RequestAborted),
        SuppressionAnswers.Suppressed);

    public Task<ApiAnswer> LiftAsync(HttpContext http) => WriteAsync(
        http,
        "POST /api/v2/suppressions/lift",
        "Suppressions lifted",
        (grant, suppressions, keep) => store.Suppressions.LiftAsync(
            grant.CustomerId, [.. suppressions.Select(one => one.Phone)], clock.GetUtcNow(), keep, http.RequestAborted),
        SuppressionAnswers.Lifted);

    private async Task<ApiAnswer> WriteAsync(
        HttpContext http,
        string operation,
        string message,
        Func<TokenGrant, NewSuppression[], AnswerToKeep<SuppressionChange>?, ValueTask<Written<SuppressionChange>>> write,
        Func<string, NormalisedSuppression[], SuppressionChange, ApiAnswer> answer)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var body = await bodies.ReadAsync(http);
        if (body.Error is { } unreadable)
        {
            return unreadable;
        }

        var key = await keys.ReadAsync(http, grant, operation, body.Bytes);
        if (key.Answer is { } decided)
        {
            return decided;
        }

        var (request, faults) = SuppressionRequestReader.Read(body.Bytes);
        if (request is null)
        {
            return ApiError.Validation(faults[0].Message, faults);
        }

        var code = request.DefaultCountryCode ?? grant.CountryCode ?? settings.DefaultCountryCode;
        NormalisedSuppression[] rows = [.. request.Phones.Select(raw => normaliser.Normalise(raw, code))];
        var keep = key.Keep<SuppressionChange>(message, change => Envelope.Render(answer(message, rows, change).WriteData!, rows.Length * SuppressionAnswers.BytesOfRow));
        var written = await write(grant, [.. rows.Where(row => row.Suppression is not null).Select(row => row.Suppression!.Value)], keep);
        return IdempotencyKey.AnswerTo(written) ?? answer(message, rows, written.Value!);
    }
}
