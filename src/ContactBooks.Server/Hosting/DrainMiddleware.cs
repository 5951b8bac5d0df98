using Microsoft.AspNetCore.Connections.Features;

namespace ContactBooks.Server.Hosting;

/// <summary>
/// From the stop's signal on, each answer is the last of its connection and says so. A client that is still sending opens its
/// next connection, here or elsewhere, and none is cut under its request: a connection that is closed unasked may be so
/// at the very moment that the next request is sent on it.
/// </summary>
internal sealed class DrainMiddleware(RequestDelegate next, Drain drain)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Asked when the answer begins: the signal may come while the request is under way.
        http.Response.OnStarting(EndConnectionAsync, http);
        return next(http);
    }

    private Task EndConnectionAsync(object state)
    {
        if (drain.IsStopping)
        {
            var http = (HttpContext)state;
            if (HttpProtocol.IsHttp2(http.Request.Protocol))
            {
                // HTTP/2 has no such header: it says GOAWAY, and finishes the streams that were begun.
                http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
            }
            else
            {
                http.Response.Headers.Connection = "close";
            }
        }

        return Task.CompletedTask;
    }
}
