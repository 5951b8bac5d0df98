using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Answers;
using Microsoft.Extensions.Primitives;

namespace ContactBooks.Server.Api.Idempotency;

/// <summary>
/// The <c>Idempotency-Key</c> header (draft-ietf-httpapi-idempotency-key-header): a retry of a request that had its
/// effect gets that answer again, and never a second effect.
/// </summary>
internal sealed class IdempotencyKey(IStore store, TimeProvider clock)
{
    /// <summary>Characters of a key at the most.</summary>
    public const int MaxLength = 255;

    private const string Header = "Idempotency-Key";

    /// <summary>Reads the key and looks it up.</summary>
    /// <param name="http">The request.</param>
    /// <param name="grant">Whose request it is.</param>
    /// <param name="operation">Method and path, outside of which a key means nothing.</param>
    /// <param name="body">The body, decoded.</param>
    public async ValueTask<KeyReading> ReadAsync(HttpContext http, TokenGrant grant, string operation, ReadOnlyMemory<byte> body)
    {
        if (!http.Request.Headers.TryGetValue(Header, out var values))
        {
            return default;
        }

        if (Check(values) is { } error)
        {
            return new KeyReading(null, error);
        }

        var request = new KeyedRequest(operation, values.ToString(), Fingerprint(http.Request.QueryString.Value, body.Span));
        var (state, answer) = await store.Keys.FindAsync(grant.CustomerId, request, clock.GetUtcNow());
        return state == KeyState.Unknown ? new KeyReading(request, null) : new KeyReading(request, AnswerTo(state, answer));
    }

    /// <summary>The answer to a write that may have been done before; null where it was done now.</summary>
    public static ApiAnswer? AnswerTo<T>(Written<T> written) => written.End switch
    {
        WriteEnd.Done when written.Answer is { } kept => AnswerTo(kept, isReplay: false),
        WriteEnd.Done => null,
        WriteEnd.Replayed => AnswerTo(KeyState.Answered, written.Answer),
        WriteEnd.KeyReused => AnswerTo(KeyState.Reused, null),
        WriteEnd.KeyInProgress => AnswerTo(KeyState.InProgress, null),
        _ => ApiError.BookNotFound,
    };

    private static ApiAnswer AnswerTo(KeyState state, KeptAnswer? answer) => state switch
    {
        KeyState.Answered => AnswerTo(answer!, isReplay: true),
        KeyState.Reused => ApiError.KeyReused,
        _ => ApiError.KeyInProgress,
    };

    private static ApiAnswer AnswerTo(KeptAnswer kept, bool isReplay) =>
        ApiAnswer.Ok(kept.Message, kept.Data, isReplay) with { UploadUid = kept.ChangeUid };

    private static ApiError? Check(StringValues values)
    {
        var isRight = values.Count == 1 && values.ToString() is { Length: >= 1 and <= MaxLength };
        return isRight ? null : ApiError.Validation(Header, RequestFaultCode.InvalidValue, $"{Header} must be one value of 1 to {MaxLength} characters.");
    }

    private static byte[] Fingerprint(string? query, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(query ?? ""));
        hash.AppendData([0]);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}

/// <summary>What a request's key came to.</summary>
/// <param name="Request">The keyed request; null where there is no key.</param>
/// <param name="Answer">The answer, where the key already decides it.</param>
internal readonly record struct KeyReading(KeyedRequest? Request, ApiAnswer? Answer)
{
    /// <summary>What to keep with the write, if there is a key.</summary>
    public AnswerToKeep<T>? Keep<T>(string message, Func<T, ReadOnlyMemory<byte>> render) =>
        Keep(message, render, _ => null);

    /// <summary>The same for a write that may be recorded as a change.</summary>
    public AnswerToKeep<T>? Keep<T>(string message, Func<T, ReadOnlyMemory<byte>> render, Func<T, string?> changeOf) =>
        Request is null ? null : new AnswerToKeep<T>(Request, message, render) { ChangeOf = changeOf };
}
