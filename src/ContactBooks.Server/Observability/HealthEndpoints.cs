using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability;

/// <summary>What a supervisor or load balancer asks.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: its store does too.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health/live", GetOrHead, () => Results.Text("{\"status\":\"live\"}", "application/json")).ExcludeFromDescription();
        routes.MapMethods("/health/ready", GetOrHead, ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(IStore store, CancellationToken cancellation)
    {
        try
        {
            await store.PingAsync(cancellation);
            return Results.Text("{\"status\":\"ready\"}", "application/json");
        }
        catch (StoreFaultException)
        {
            return Results.Text("{\"status\":\"store unavailable\"}", "application/json", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
