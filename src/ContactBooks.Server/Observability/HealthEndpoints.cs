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

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken cancellation) => await readiness.CheckAsync(cancellation) switch
    {
        ReadyState.Ready => Results.Text("{\"status\":\"ready\"}", "application/json"),
        ReadyState.Stopping => Unready("stopping"),
        _ => Unready("store unavailable"),
    };

    private static IResult Unready(string why) =>
        Results.Text($$"""{"status":"{{why}}"}""", "application/json", statusCode: StatusCodes.Status503ServiceUnavailable);
}
