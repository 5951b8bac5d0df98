using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Observability;
using Microsoft.Net.Http.Headers;

namespace ContactBooks.Server.Api.Answers;

/// <summary>
/// The outermost step: gives each request its id, and whatever goes wrong further in (an unknown route, a wrong method,
/// a store that can't be reached, a fault of ours) its envelope.
/// </summary>
internal sealed class EnvelopeMiddleware(RequestDelegate next, FailureLog failures, RequestLog requests)
{
    /// <summary>What holds for the answer, whatever becomes of the request.</summary>
    private static readonly string[] KeptByErrors =
        ["X-Request-Id", HeaderNames.XContentTypeOptions, HeaderNames.Allow, RateLimitFields.Limit, RateLimitFields.Policy];

    public async Task InvokeAsync(HttpContext http)
    {
        RequestClock.Start(http);
        http.TraceIdentifier = RequestId.Of(http.Request.Headers["X-Request-Id"]);
        http.Response.Headers["X-Request-Id"] = http.TraceIdentifier;
        http.Response.Headers.XContentTypeOptions = "nosniff";

        try
        {
            await AnswerAsync(http);
        }
        finally
        {
            requests.Write(http);
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        ApiError? error;
        try
        {
            await next(http);
            error = http.Response.HasStarted ? null : http.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => ApiError.NotFound,
                StatusCodes.Status405MethodNotAllowed => ApiError.MethodNotAllowed,
                _ => null,
            };
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            return; // The client has gone; there is nobody to answer.
        }
        catch (Exception e)
        {
            error = ErrorOf(e);
            if (error.Status >= StatusCodes.Status500InternalServerError)
            {
                failures.Write(http.TraceIdentifier, error.Code, e);
            }

            if (http.Response.HasStarted)
            {
                http.Abort(); // Half an answer must not look like a whole one.
                return;
            }

            ClearAllBut(http.Response, KeptByErrors);
        }

        if (error is not null)
        {
            await Envelope.WriteAsync(http, error);
        }
    }

    private static void ClearAllBut(HttpResponse response, string[] kept)
    {
        var values = kept.Select(name => response.Headers[name]).ToArray();
        response.Clear();
        foreach (var (name, value) in kept.Zip(values))
        {
            response.Headers[name] = value;
        }
    }

    private static ApiError ErrorOf(Exception e) => e switch
    {
        StoreFaultException { Kind: StoreFaultKind.Full } => ApiError.StoreFull,
        StoreFaultException { Kind: StoreFaultKind.OutcomeUnknown } => ApiError.OutcomeUnknown,
        StoreFaultException => ApiError.StoreUnavailable,
        BadHttpRequestException => ApiError.Validation("", "INVALID_REQUEST", "The request could not be read whole. Send it again."),
        _ => ApiError.Internal,
    };
}
