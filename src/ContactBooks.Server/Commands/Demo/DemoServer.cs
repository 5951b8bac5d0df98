using System.Net;
using System.Net.Sockets;
using ContactBooks.Core.Store;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Commands.Demo;

/// <summary>
/// The demo's server: on a free port of this machine alone, at <c>localhost</c>, since browsers have passkeys at a name and none at the number
/// of an address.
/// </summary>
internal static class DemoServer
{
    private const int MostAttempts = 10;

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="store">Its store, which the caller closes after it.</param>
    /// <exception cref="IOException">No port is free.</exception>
    public static async Task<ServerHost> StartAsync(string folder, IStore store)
    {
        for (var attempt = 1; ; attempt++)
        {
            var settings = new ServerSettings { DataFolder = folder, Urls = $"http://localhost:{FreePort()}", LogLevel = LogLevel.Warning };
            try
            {
                return await ServerHost.StartAsync(settings, store);
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                // Somebody has the port at the other of localhost's two addresses, or has taken it meanwhile.
            }
        }
    }

    // The server must have it at both addresses: whoever had it at ::1 would be sent the link that signs in. For two, Kestrel looks for none.
    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
