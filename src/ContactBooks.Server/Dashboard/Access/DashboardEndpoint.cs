namespace ContactBooks.Server.Dashboard.Access;

/// <summary>Marks what belongs to the dashboard among all that the server answers.</summary>
internal sealed class DashboardEndpoint
{
    public static DashboardEndpoint Mark { get; } = new();

    public static bool Is(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<DashboardEndpoint>() is not null;
}
