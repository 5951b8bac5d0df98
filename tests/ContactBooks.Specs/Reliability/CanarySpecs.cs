using System.Net.Http.Headers;
using System.Text;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Reliability;

/// <summary>Data of a kind that stands out goes through the real program in every way there is; it must not come out where others look.</summary>
public sealed class CanarySpecs : IAsyncLifetime
{
    private const string Name = "Canaryname";
    private const string Email = "canarymail";
    private const string Company = "Canaryfirm";
    private const string Field = "canaryfield";
    private const string Search = "canarysearch";
    private const string Book = "Canarybook";
    private const string Key = "canarykey";
    private const string Phone = "98765123";
    private static readonly int Rounds = Soak.Is ? 400 : 40;

    private readonly TelemetryCollector _collector = new();
    private ServedStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await ServedStore.MakeAsync();

    public async ValueTask DisposeAsync()
    {
        _collector.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task No_token_phone_name_email_or_search_reaches_logs_metrics_traces_or_anyone_else()
    {
        var account = await _store.NewAccountAsync();
        var stranger = await _store.NewAccountAsync("Stranger");
        var unknownToken = TokenSecret.New();
        string metrics;
        var others = new List<Answer>();
        await using (var server = await _store.ServeAsync(_collector.Environment))
        {
            var caller = new Caller(server.Http, account);
            var book = await caller.NewBookAsync($"{Book} 0");
            for (var round = 0; round < Rounds; round++)
            {
                var answers = await Task.WhenAll(Requests(book, round).Select(request => caller.SendAsync(request)));
                answers.Should().NotContain(answer => answer.Status >= 500).And.Contain(answer => answer.Status == 200).And.Contain(answer => answer.Status == 400);
                var refused = await Task.WhenAll(Requests(book, round).Select(request => WithToken(caller, request, unknownToken)));
                refused.Should().OnlyContain(answer => answer.Status == 401 || answer.Status == 404 || answer.Status == 405);
                others.AddRange(refused);
                others.AddRange(await Task.WhenAll(Requests(book, round).Select(request => new Caller(server.Http, stranger).SendAsync(request))));
            }

            others.AddRange(await TryPhonesAsync(caller));
            others.AddRange(await FailAsync(caller, book));
            metrics = await server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            server.AskToStop();
            (await server.EndAsync(TimeSpan.FromSeconds(30))).Should().Be(0);

            // The tests' own senses: what is looked through is not empty.
            server.Output.Should().Contain("INTERNAL_ERROR").And.Contain("/contacts/bulk");
            metrics.Should().Contain("http_server_request_duration").And.Contain("contactbooks_uploads").And.Contain("operation=\"upload\",outcome=\"failed\"");
            var traces = _collector.Received;
            traces.Should().Contain("/v1/traces").And.Contain("/v1/metrics").And.Contain("http.route");
            traces.Should().ContainAll("store.upload", "store.search", "store.find_key", "store.find_grant", "contactbooks.store.duration", "error.type");

            string[] secrets = [Name, Email, Company, Field, Search, Book, Key, Phone, account.Token, unknownToken, account.Token[^12..], stranger.Token];
            foreach (var secret in secrets)
            {
                LinesWith(secret, server.Output).Should().BeEmpty("logs are read by many");
                LinesWith(secret, metrics).Should().BeEmpty("metrics are read by many");
                LinesWith(secret, traces).Should().BeEmpty("traces go to a service of others");
            }

            // A stranger may be told its own mistakes, but never what another sent; a token comes back to no one.
            foreach (var answer in others)
            {
                answer.Text.Should().NotContain(account.Token).And.NotContain(unknownToken).And.NotContain($"{Book} 0").And.NotContain($"{Book} renamed");
            }
        }
    }

    /// <summary>Requests right and wrong, with what stands out wherever a client may put something.</summary>
    private static IEnumerable<HttpRequestMessage> Requests(string book, int round)
    {
        var row = $$"""{"phone":"+9198765123{{round % 100:00}}","displayName":"{{Name}} {{round}}","firstName":"{{Name}}","email":"{{Email}}@example.com","companyName":"{{Company}}","customFields":{"{{Field}}":"{{Field}}" } }""";
        string[] bodies =
        [
            $$"""{"contacts":[{{row}}]}""",
            $$"""{"contacts":[{"phone":"{{Phone}}","displayName":"{{Name}}\u0000","email":"{{Email}}"}]}""",
            $$"""{"contacts":[{{row}},{"phone":{"{{Name}}":1},"{{Name}}":1,"{{Name}}":2}]}""",
            $$"""{"contacts":[{{row}}""",
            $$"""{"defaultCountryCode":"{{Phone}}","contacts":"{{Name}}"}""",
            $$"""["{{Name}}","{{Phone}}"]""",
            $$"""{"name":"{{Book}} renamed"}""",
            $$"""{"name":["{{Book}}"],"authToken":"{{Key}}"}""",
        ];
        string[] paths = [Caller.UploadPath(book), $"{Caller.UploadPath(book)}?dryRun=true&search={Search}", $"{Caller.Books}/{book}", $"{Caller.Books}/{Search}/contacts/bulk", $"/api/v2/{Search}"];
        foreach (var body in bodies)
        {
            foreach (var path in paths)
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.Add("Idempotency-Key", $"{Key}-{round}-{body.Length}");
                yield return request;
            }
        }

        string[] reads =
        [
            $"{Caller.Books}?search={Search}", $"{Caller.Books}/{book}/contacts?search={Search}", $"{Caller.Books}/{book}/contacts?search={Phone}",
            $"{Caller.Books}/{book}/contacts?cursor={Search}&page={Search}", $"{Caller.Books}/{Search}", $"/{Search}?{Search}={Name}", $"{Caller.Books}?status={Search}",
        ];
        foreach (var read in reads)
        {
            yield return new HttpRequestMessage(HttpMethod.Get, read);
        }

        yield return new HttpRequestMessage(HttpMethod.Delete, $"{Caller.Books}/{book}?{Search}");
        var wrongType = new HttpRequestMessage(HttpMethod.Post, Caller.UploadPath(book)) { Content = new StringContent($"phone\n{Phone}") };
        wrongType.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv") { CharSet = Search };
        yield return wrongType;
    }

    /// <summary>What a reader of /docs may type into its box: a phone that is one, one that isn't, and what isn't even JSON.</summary>
    private static async Task<Answer[]> TryPhonesAsync(Caller caller)
    {
        HttpContent[] bodies =
        [
            new StringContent($$"""{"phone":"+91{{Phone}}01"}""", Encoding.UTF8, "application/json"),
            new StringContent($$"""{"phone":"{{Phone}} {{Name}}","defaultCountryCode":"{{Key}}"}""", Encoding.UTF8, "application/json"),
            new StringContent($$"""{"phone":"{{Phone}}""", Encoding.UTF8, "application/json"),
            new FormUrlEncodedContent([new("phone", $"{Phone} {Name}"), new("defaultCountryCode", Key)]),
        ];
        var answers = await Task.WhenAll(bodies.Select(body => caller.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/docs/phone") { Content = body })));
        answers.Select(answer => answer.Status).Should().Equal(200, 200, 400, 200);
        return answers;
    }

    /// <summary>Faults of the server itself, forced from behind: a table that is gone, and a token's scope that nobody knows.</summary>
    private async Task<List<Answer>> FailAsync(Caller caller, string book)
    {
        var failed = new List<Answer>();
        await _store.ExecuteAsync("alter table memberships rename to gone");
        foreach (var request in Requests(book, 99))
        {
            failed.Add(await caller.SendAsync(request));
        }

        await _store.ExecuteAsync("alter table gone rename to memberships");
        await _store.ExecuteAsync($"update tokens set scope = 'none' where token_uid = '{caller.Account.TokenUid}'");
        foreach (var request in Requests(book, 98))
        {
            failed.Add(await caller.SendAsync(request));
        }

        failed.RemoveAll(answer => answer.Status != 500);
        failed.Should().HaveCountGreaterThan(20).And.AllSatisfy(answer =>
        {
            EnvelopeRule.Fault(answer).Should().BeNull();
            answer.Text.Should().NotContain("memberships").And.NotContain("Exception").And.NotContain("SQL");
        });
        return failed;
    }

    private static Task<Answer> WithToken(Caller caller, HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return caller.SendAsync(request);
    }

    private static IEnumerable<string> LinesWith(string secret, string text) =>
        text.Split('\n').Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Take(2).Select(line => line.Length > 2000 ? line[..2000] : line);
}
