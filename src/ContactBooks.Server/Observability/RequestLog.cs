using System.Net;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.Observability;

/// <summary>
/// One line for each request: what was asked for by its route (never the path or the query, where a phone may stand),
/// the status, the time, the request id, the customer and the client's address. No token, phone, name or email is ever
/// logged. The address is that of a business's server; without it nobody could tell who guesses tokens.
/// </summary>
internal sealed partial class RequestLog(ILogger<RequestLog> log)
{
    public void Write(HttpContext http)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
        if (route.StartsWith("/health/", StringComparison.Ordinal) || route == "/metrics")
        {
            return; // Asked for every few seconds by machines, and of no interest.
        }

        var method = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? http.Request.Method
            : "(other)";
        Answered(
            log, method, route, http.Response.StatusCode, Math.Round(RequestClock.Elapsed(http).TotalMilliseconds, 1), http.TraceIdentifier, Gate.CustomerOf(http), http.Connection.RemoteIpAddress);
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Route} {Status} {Milliseconds} ms {RequestId} {Customer} {Client}")]
    private static partial void Answered(
        ILogger logger, string method, string route, int status, double milliseconds, string requestId, string? customer, IPAddress? client);
}
