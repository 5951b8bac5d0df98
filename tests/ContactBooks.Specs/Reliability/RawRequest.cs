using System.Net.Sockets;
using System.Text;

namespace ContactBooks.Specs.Reliability;

/// <summary>A request written byte by byte over a socket, where a client's own manners would be in the way.</summary>
internal sealed class RawRequest : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly StringBuilder _received = new();

    private RawRequest()
    {
    }

    public string Received => _received.ToString();

    public static async Task<RawRequest> ConnectAsync(Uri address)
    {
        var request = new RawRequest();
        await request._socket.ConnectAsync(address.Host, address.Port);
        return request;
    }

    /// <summary>The head of a POST, to its empty line.</summary>
    public static string Head(string path, string token, params string[] headers) =>
        string.Join("\r\n", [$"POST {path} HTTP/1.1", "Host: 127.0.0.1", $"Authorization: Bearer {token}", "Content-Type: application/json", .. headers, "", ""]);

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes) => _socket.SendAsync(bytes, Within());

    public ValueTask<int> SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads until a text has come.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (!Received.Contains(text, StringComparison.Ordinal))
        {
            (await ReadAsync()).Should().BeGreaterThan(0, "{0} is still to come after {1}", text, Received);
        }
    }

    /// <summary>Reads until the server closes the connection, however it does.</summary>
    public async Task ReadToCloseAsync()
    {
        try
        {
            while (await ReadAsync() > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset: closed with something unread.
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>No test hangs on a server that says nothing.</summary>
    private static CancellationToken Within() => new CancellationTokenSource(Limit).Token;

    private async Task<int> ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var read = await _socket.ReceiveAsync(buffer, Within());
        _received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return read;
    }
}
