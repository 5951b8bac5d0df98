using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ContactBooks.Server.Commands.Demo;

/// <summary>Uploads to the demo's server as any client would: over HTTP, with the token.</summary>
internal sealed class DemoClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly DemoAccess _access;

    /// <summary>A client of that server.</summary>
    public DemoClient(DemoAccess access)
    {
        _access = access;

        // The server is on this machine; a proxy of the surroundings has no part in it.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
    }

    /// <summary>Uploads rows and gives the answer's <c>data</c>.</summary>
    /// <exception cref="CommandException">The answer was not 200.</exception>
    public async Task<JsonNode> UploadAsync(IEnumerable<DemoRow> rows)
    {
        using var body = new StringContent(DemoSample.Body(rows), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(_access.UploadAddress, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && JsonNode.Parse(text)?["data"] is { } data
            ? data
            : throw CommandException.Failure($"The upload was answered {(int)answer.StatusCode}: {text}");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
