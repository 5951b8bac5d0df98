using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ContactBooks.Specs.Http;

/// <summary>Requests that <see cref="HttpClient"/> would put right or never end, written to the socket as they stand.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Sends a head (lines without their ends) and a body, and reads the whole answer.</summary>
    public static Task<RawAnswer> SendAsync(Uri server, IEnumerable<string> head, byte[]? body = null) =>
        SendAsync(server, head, stream => stream.WriteAsync(body ?? []).AsTask());

    /// <summary>Sends a head, and a body until the server has answered or closed.</summary>
    public static async Task<RawAnswer> SendAsync(Uri server, IEnumerable<string> head, Func<NetworkStream, Task> writeBody)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, patience.Token);
        var stream = client.GetStream();
        var lines = string.Concat([.. head.Select(line => line + "\r\n"), $"Host: {server.Authority}\r\n", "Connection: close\r\n", "\r\n"]);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(lines), patience.Token);
        var reading = ReadAsync(stream, patience.Token);
        try
        {
            await writeBody(stream).WaitAsync(patience.Token);
        }
        catch (IOException)
        {
            // The server has answered and closed without waiting for the rest.
        }

        return RawAnswer.Parse(await reading);
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, CancellationToken patience)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, patience) is var read and > 0)
            {
                all.Write(buffer, 0, read);

                // The last chunk of an answer: a server that still drains an endless body closes only later.
                if (all.Length >= 5 && all.GetBuffer().AsSpan(0, (int)all.Length).EndsWith("0\r\n\r\n"u8))
                {
                    break;
                }
            }
        }
        catch (IOException) when (all.Length > 0)
        {
            // Reset after the answer.
        }

        return all.ToArray();
    }
}

/// <summary>An answer as it came over the socket.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Head">The header lines.</param>
/// <param name="Body">The body, out of its chunks.</param>
internal sealed record RawAnswer(int Status, IReadOnlyList<string> Head, string Body)
{
    public static RawAnswer Parse(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        end.Should().BePositive("there is an answer");
        var lines = text[..end].Split("\r\n");
        var isChunked = lines.Contains("Transfer-Encoding: chunked", StringComparer.OrdinalIgnoreCase);
        var body = text[(end + 4)..];
        return new RawAnswer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            lines[1..],
            Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(isChunked ? Unchunk(body) : body)));
    }

    private static string Unchunk(string chunked)
    {
        var body = new StringBuilder();
        var rest = chunked.AsSpan();
        while (rest.IndexOf("\r\n") is var line and > 0)
        {
            var size = int.Parse(rest[..line], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.Append(rest.Slice(line + 2, size));
            rest = rest[(line + 2 + size + 2)..];
        }

        return body.ToString();
    }
}
