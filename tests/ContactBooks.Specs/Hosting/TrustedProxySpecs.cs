using System.Net;
using System.Text.Json;
using ContactBooks.Server.Hosting;
using ContactBooks.Specs.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Hosting;

public sealed class TrustedProxySpecs : IDisposable
{
    private const string Client = "203.0.113.9";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "127.0.0.1", "nobody is trusted unless set")]
    [InlineData("192.0.2.0/24, 2001:db8::7", "127.0.0.1", "the test itself is another")]
    [InlineData("127.0.0.1", Client, "an address")]
    [InlineData("192.0.2.1 127.0.0.0/8", Client, "a network")]
    public async Task A_trusted_proxys_word_on_who_asks_is_logged_and_that_of_others_is_not(string? trusted, string logged, string because)
    {
        var client = await LoggedClientAsync(trusted, ("X-Forwarded-For", Client));

        client.Should().Be(logged, because);
    }

    [Fact]
    public async Task Of_a_chain_the_first_that_is_no_trusted_proxy_is_the_client()
    {
        // What stands left of it was written by the client itself.
        var client = await LoggedClientAsync("127.0.0.1, 10.0.0.0/8", ("X-Forwarded-For", $"198.51.100.1, {Client}, 10.1.2.3, 10.9.9.9"));

        client.Should().Be(Client);
    }

    [Theory]
    [InlineData("127.0.0.1", "https", "api.example.com", Client)]
    [InlineData("192.0.2.1", "http", "127.0.0.1", "127.0.0.1")]
    public async Task Scheme_host_and_address_are_those_that_the_trusted_proxy_was_asked_by(string trusted, string scheme, string host, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.UseTrustedProxies([IPNetwork.Parse($"{trusted}/32")]);
        app.Run(http => http.Response.WriteAsync($"{http.Request.Scheme} {http.Request.Host.Host} {http.Connection.RemoteIpAddress}"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First());
        request.Headers.Add("X-Forwarded-For", Client);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "api.example.com");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be($"{scheme} {host} {address}");
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10")]
    [InlineData("proxy.example.com")]
    [InlineData("10.0.0.1, ,x")]
    public async Task What_is_no_address_or_network_is_refused(string proxies)
    {
        var ended = await ContactBooksProcess.RunAsync(
            ["serve"], new Dictionary<string, string> { ["CONTACTBOOKS__TRUSTEDPROXIES"] = proxies }, workingDirectory: _folder.Path);

        ended.ShouldBeRefused(78, "ContactBooks:TrustedProxies", "10.0.0.0/24");
    }

    /// <summary>Which client's address the log has of a request with such a header.</summary>
    private async Task<string?> LoggedClientAsync(string? trusted, (string Name, string Value) header)
    {
        var environment = trusted is null ? [] : new Dictionary<string, string> { ["CONTACTBOOKS__TRUSTEDPROXIES"] = trusted };
        await using var server = ContactBooksProcess.Start(["serve", "--data", _folder.At("data"), "--urls", "http://127.0.0.1:0"], environment);
        using var http = new HttpClient { BaseAddress = await server.ListeningAsync() };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/contact-books");
        request.Headers.Add(header.Name, header.Value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        // All is written when it has ended.
        server.Terminate();
        var line = (await server.EndAsync()).ShouldBeDone().Errors.Split('\n').Single(line => line.Contains("RequestLog", StringComparison.Ordinal));
        return JsonDocument.Parse(line).RootElement.GetProperty("State").GetProperty("Client").GetString();
    }
}
