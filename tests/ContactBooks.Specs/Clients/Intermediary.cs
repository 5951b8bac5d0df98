using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using ContactBooks.Specs.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Clients;

/// <summary>
/// What stands between clients and the server: it sees each request, and a test says what it does with it. Answers that get lost and
/// proxies' pages are then as real as the rest.
/// </summary>
internal sealed class Intermediary : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _server = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentQueue<Seen> _requests = new();
    private readonly Func<Passing, Task> _handle;
    private int _inside;

    private Intermediary(RunningServer server, Func<Passing, Task> handle, X509Certificate2? certificate)
    {
        _handle = handle;
        _server.BaseAddress = server.Address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The requests so far, in the order in which they came.</summary>
    public IReadOnlyList<Seen> Requests => [.. _requests];

    /// <summary>The most requests that were here at once and had no answer yet.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Starts one that does to each request what it is told to, over TLS if it has a certificate.</summary>
    public static async Task<Intermediary> StartAsync(RunningServer server, Func<Passing, Task> handle, X509Certificate2? certificate = null)
    {
        var intermediary = new Intermediary(server, handle, certificate);
        await intermediary._app.StartAsync();
        return intermediary;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        var inside = new Inside(this);

        // Whoever has the answer may send the next request before this method ends.
        http.Response.OnStarting(() =>
        {
            inside.Dispose();
            return Task.CompletedTask;
        });

        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var seen = new Seen(
                http.Request.Method,
                http.Request.GetEncodedPathAndQuery(),
                http.Request.Headers["Idempotency-Key"],
                http.Request.Headers.UserAgent,
                body.ToArray());
            _requests.Enqueue(seen);
            await _handle(new Passing(http, seen, _requests.Count, _server));
        }
        finally
        {
            inside.Dispose();
        }
    }

    /// <summary>A request's presence, counted from its making to its first end.</summary>
    private sealed class Inside : IDisposable
    {
        private readonly Intermediary _intermediary;
        private bool _ended;

        public Inside(Intermediary intermediary)
        {
            _intermediary = intermediary;
            lock (_intermediary._requests)
            {
                _intermediary.MostAtOnce = Math.Max(_intermediary.MostAtOnce, ++_intermediary._inside);
            }
        }

        public void Dispose()
        {
            lock (_intermediary._requests)
            {
                _intermediary._inside -= _ended ? 0 : 1;
                _ended = true;
            }
        }
    }

    /// <summary>A request that came by.</summary>
    public sealed record Seen(string Method, string Path, string? Key, string? UserAgent, byte[] Body);

    /// <summary>A request that is here.</summary>
    public sealed class Passing(HttpContext http, Seen seen, int number, HttpClient server)
    {
        /// <summary>Which one it is, from 1.</summary>
        public int Number => number;

        public Seen Request => seen;

        public CancellationToken GivenUp => http.RequestAborted;

        /// <summary>Lets the server answer it.</summary>
        public async Task PassOnAsync()
        {
            using var answer = await AskServerAsync();
            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Transfer-Encoding"))
            {
                http.Response.Headers[name] = values.ToArray();
            }

            await answer.Content.CopyToAsync(http.Response.Body);
        }

        /// <summary>Lets the server do it, and loses the answer with the connection.</summary>
        public async Task LoseAnswerAsync()
        {
            (await AskServerAsync()).Dispose();
            http.Abort();
        }

        /// <summary>Loses it with the connection, before the server has it.</summary>
        public void Lose() => http.Abort();

        /// <summary>Answers it here.</summary>
        public Task AnswerAsync(int status, string contentType, string body, params (string Name, string Value)[] headers)
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            foreach (var (name, value) in headers)
            {
                http.Response.Headers[name] = value;
            }

            return http.Response.WriteAsync(body);
        }

        /// <summary>Answers it as the server words an error.</summary>
        public Task FailAsync(int status, string code, params (string Name, string Value)[] headers) => AnswerAsync(
            status,
            "application/json",
            $$$"""{"success":false,"error":{"code":"{{{code}}}","message":"As a test has it."},"message":"As a test has it.","metadata":{"apiVersion":"v2","requestId":"r"}}""",
            [("X-Request-Id", "r"), .. headers]);

        private async Task<HttpResponseMessage> AskServerAsync()
        {
            using var request = new HttpRequestMessage(new HttpMethod(seen.Method), seen.Path);
            request.Content = seen.Body.Length > 0 ? new ByteArrayContent(seen.Body) : null;
            foreach (var (name, values) in http.Request.Headers.Where(h => h.Key is not ("Host" or "Connection" or "Content-Length")))
            {
                if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                {
                    request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
                }
            }

            var answer = await server.SendAsync(request);
            await answer.Content.LoadIntoBufferAsync();
            return answer;
        }
    }
}
