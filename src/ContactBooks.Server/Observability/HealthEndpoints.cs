using ContactBooks.Core.Store;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Observability;

/// <summary>What a supervisor or load balancer asks.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: its store does too, and it wasn't asked to stop.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health/live", GetOrHead, () => Results.Text("{\"status\":\"live\"}", "application/json")).ExcludeFromDescription();
        routes.MapMethods("/health/ready", GetOrHead, ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(IStore store, Drain drain, CancellationToken cancellation)
    {
        if (drain.IsStopping)
        {
            return Unready("stopping");
        }

        try
        {
            await store.PingAsync(cancellation);
            return Results.Text("{\"status\":\"ready\"}", "application/json");
        }
        catch (StoreFaultException)
        {
            return Unready("store unavailable");
        }
    }

    private static IResult Unready(string why) =>
        Results.Text($$"""{"status":"{{why}}"}""", "application/json", statusCode: StatusCodes.Status503ServiceUnavailable);
}
