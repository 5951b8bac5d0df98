using System.Net;
using System.Net.Sockets;

namespace ContactBooks.Bench;

/// <summary>A port of the loopback that nobody listens on, for whoever must know it before the server does.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
