using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactBooks.Specs.Reliability;

/// <summary>Stands in for a collector of OpenTelemetry, and keeps what it is sent.</summary>
internal sealed class TelemetryCollector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _received = new();

    public TelemetryCollector()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{port}");
        Environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BSP_MAX_QUEUE_SIZE"] = "100000",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        };
        _ = ReceiveAsync();
    }

    public Uri Address { get; }

    /// <summary>What makes a server send here.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>All that came: the path, then the body, in which texts stand as they are.</summary>
    public string Received => string.Join('\n', _received);

    /// <summary>The traces that came.</summary>
    public string Traces => string.Join('\n', _received.Where(one => one.StartsWith("/v1/traces\n", StringComparison.Ordinal)));

    /// <summary>The paths that something came to, each once.</summary>
    public IReadOnlyCollection<string> Paths => [.. _received.Select(one => one[..one.IndexOf('\n', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal)];

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue($"{context.Request.Url!.AbsolutePath}\n{Encoding.UTF8.GetString(body.ToArray())}");
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }
}
