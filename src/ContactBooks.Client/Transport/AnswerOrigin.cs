using System.Net;

namespace ContactBooks.Client;

/// <summary>Where an answer comes from, and what its head says of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RequestId">The request id, also in X-Request-Id; null where there is none.</param>
/// <param name="RetryAfter">How long the server asks to wait; null where it doesn't say.</param>
internal sealed record AnswerOrigin(HttpStatusCode Status, string? RequestId, TimeSpan? RetryAfter)
{
    public bool HasTransientStatus =>
        Status is HttpStatusCode.TooManyRequests
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public static AnswerOrigin Of(HttpResponseMessage response, TimeProvider clock) => new(
        response.StatusCode,
        response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.First() : null,
        response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } moment } when moment > clock.GetUtcNow() => moment - clock.GetUtcNow(),
            _ => null,
        });
}
