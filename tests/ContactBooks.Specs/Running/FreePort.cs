using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ContactBooks.Specs.Running;

/// <summary>
/// Ports that nobody listens on, below those that systems give to outgoing connections (from 32768 on Linux): a server that
/// is down for a moment finds its port free when it comes back.
/// </summary>
internal static class FreePort
{
    private const int First = 15000;
    private const int Beyond = 32000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Take()
    {
        while (true)
        {
            // Not secret: other runs on this machine begin elsewhere, that's all.
            var port = Random.Shared.Next(First, Beyond);
            if (IsFree(port) && Given.TryAdd(port, true))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
