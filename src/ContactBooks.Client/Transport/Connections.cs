using System.Net;

namespace ContactBooks.Client;

/// <summary>The connections of a client that isn't given any.</summary>
internal static class Connections
{
    /// <summary>
    /// Follows no redirects, which would turn a POST into a GET, keeps no cookies, and looks the address up anew now and then.
    /// </summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
