using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>
/// Clients that send requests over bare sockets, each one after the other on a connection that stays open.
/// Client and server share the processors, so the client is as small as it can be: it costs some 0.2 ms an upload, where
/// HttpClient costs 2.
/// </summary>
internal static class HttpLoad
{
    /// <summary>A request as it goes over the wire.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="token">The bearer token.</param>
    /// <param name="body">The body.</param>
    /// <param name="method">The method.</param>
    /// <param name="type">The body's type.</param>
    public static byte[] Request(string path, string token, byte[] body, string method = "POST", string type = "application/json") =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    /// <summary>A request without a body.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="token">The bearer token.</param>
    public static byte[] Get(string path, string token) => Request(path, token, [], "GET");

    /// <summary>Sends them all.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="clients">How many clients share them.</param>
    /// <param name="check">Whether an answer (its headers and its body) is the one that must come, by the request's index.</param>
    /// <returns>The whole time, and each request's.</returns>
    public static Task<(TimeSpan Whole, List<double> Milliseconds)> SendAsync(
        Uri address, IReadOnlyList<byte[]> requests, int clients, Func<int, ReadOnlyMemory<byte>, bool> check)
    {
        var next = -1;
        return SendAsync(address, clients, () =>
        {
            var i = Interlocked.Increment(ref next);
            return i < requests.Count ? new Exchange(requests[i], answer => check(i, answer)) : null;
        });
    }

    /// <summary>Sends what is only made when its turn has come; making it is not in a request's time.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="next">What a client sends next; null once it is done. Several ask at a time.</param>
    /// <returns>The whole time, and each request's.</returns>
    /// <exception cref="InvalidOperationException">An answer was not the one that must come: all clients stop.</exception>
    public static async Task<(TimeSpan Whole, List<double> Milliseconds)> SendAsync(Uri address, int clients, Func<Exchange?> next)
    {
        var hasFailed = false;
        var connections = Enumerable.Range(0, clients).Select(_ => new Connection(address)).ToList();
        try
        {
            var start = Stopwatch.GetTimestamp();
            var times = await Task.WhenAll(connections.Select(connection => Task.Factory.StartNew(() => Run(connection), TaskCreationOptions.LongRunning)));
            return (Stopwatch.GetElapsedTime(start), [.. times.SelectMany(of => of)]);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        List<double> Run(Connection connection)
        {
            var times = new List<double>();
            try
            {
                while (!Volatile.Read(ref hasFailed) && next() is { } exchange)
                {
                    var begun = Stopwatch.GetTimestamp();
                    var answer = connection.Send(exchange.Request);
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                    if (!exchange.IsRight(answer))
                    {
                        throw new InvalidOperationException($"The server did not answer as it must: {Encoding.UTF8.GetString(answer.Span[..Math.Min(600, answer.Length)])}");
                    }
                }

                return times;
            }
            catch
            {
                Volatile.Write(ref hasFailed, true);
                throw;
            }
        }
    }

    private sealed class Connection : IDisposable
    {
        private readonly Socket _socket;
        private byte[] _buffer = new byte[256 * 1024];

        public Connection(Uri address)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _socket.Connect(IPAddress.Parse(address.Host), address.Port);
        }

        public ReadOnlyMemory<byte> Send(byte[] request)
        {
            for (var sent = 0; sent < request.Length;)
            {
                sent += _socket.Send(request.AsSpan(sent));
            }

            var length = 0;
            while (!IsWhole(_buffer.AsSpan(0, length)))
            {
                if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, 2 * length);
                }

                var read = _socket.Receive(_buffer.AsSpan(length));
                length += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
            }

            return _buffer.AsMemory(0, length);
        }

        public void Dispose() => _socket.Dispose();

        private static bool IsWhole(ReadOnlySpan<byte> answer)
        {
            var end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            var headers = Encoding.ASCII.GetString(answer[..end]);
            var body = answer[(end + 4)..];
            const string Length = "content-length:";
            var at = headers.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return body.EndsWith("0\r\n\r\n"u8); // the last chunk
            }

            var value = headers[(at + Length.Length)..].Split('\r')[0];
            return body.Length >= int.Parse(value, CultureInfo.InvariantCulture);
        }
    }
}
