using System.Net;
using System.Text.RegularExpressions;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>Somebody at a browser without scripts: keeps cookies, follows links, and sends a page's forms with all that is hidden in them.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly RunningServer _server;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public Visitor(RunningServer server)
    {
        _server = server;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = server.Address };
    }

    /// <summary>Headers that the next requests have beside their own.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>One who is signed in as a person of that customer, by a link as the demo has it.</summary>
    public static async Task<Visitor> OfAsync(RunningServer server, Api api, AccountRole role = AccountRole.Owner)
    {
        var now = server.Clock.GetUtcNow();
        var uid = role == AccountRole.Owner
            ? api.UserUid
            : (await server.Store.Directory.CreateUserAsync(api.Customer.Id, PublicUid.New(PublicUid.User, now), "A member", null, role, now)).Uid;
        return await OfAccountAsync(server, uid);
    }

    /// <summary>One who is signed in as an operator of the server.</summary>
    public static async Task<Visitor> OfOperatorAsync(RunningServer server)
    {
        var now = server.Clock.GetUtcNow();
        var uid = PublicUid.New(PublicUid.Operator, now);
        await server.Store.Accounts.CreateOperatorAsync(new NewOperator(uid, "Meera", $"{uid}@example.com", "hash"), null, now);
        return await OfAccountAsync(server, uid);
    }

    /// <summary>One who is signed in to an account that is there.</summary>
    public static async Task<Visitor> OfAccountAsync(RunningServer server, string accountUid)
    {
        var visitor = new Visitor(server);
        var link = await Invitations.ToSignInAsync(server.Store, server.Address, accountUid, server.Clock.GetUtcNow());
        (await visitor.OpenAsync(link)).Location.Should().Be("/");
        return visitor;
    }

    /// <summary>A server that believes a proxy on its own machine.</summary>
    public static Task<RunningServer> StartBehindProxyAsync() => RunningServer.StartAsync(
        configured: settings => settings with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] });

    /// <summary>One who comes to <c>contacts.example.com</c> by way of a proxy with TLS.</summary>
    public static Visitor ByProxy(RunningServer server) => new(server)
    {
        Headers =
        {
            ["X-Forwarded-Proto"] = "https",
            ["X-Forwarded-Host"] = "contacts.example.com",
            ["X-Forwarded-For"] = "203.0.113.7",
        },
    };

    public Task<VisitedPage> OpenAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Fills in a form of a page and sends it.</summary>
    /// <param name="address">Where the page is.</param>
    /// <param name="form">Its name, or its action.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<VisitedPage> SendFormAsync(string address, string form, params (string Name, string Value)[] fields)
    {
        var page = await OpenAsync(address);
        var html = Forms().Matches(page.Text).Select(match => match.Value)
            .Single(one => one.Contains($"value=\"{form}\"", StringComparison.Ordinal) || one.Contains($"action=\"{form}\"", StringComparison.Ordinal));
        var hidden = HiddenFields().Matches(html).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        var target = html.Contains($"action=\"{form}\"", StringComparison.Ordinal) ? form : address;
        return await PostAsync(target, [.. hidden, .. fields]);
    }

    public Task<VisitedPage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<VisitedPage> PostAsync(string address, HttpContent content) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });

    public void Dispose() => _http.Dispose();

    private async Task<VisitedPage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
            if (request.Method == HttpMethod.Post)
            {
                request.Headers.TryAddWithoutValidation("Origin", _server.Address.GetLeftPart(UriPartial.Authority)); // as every browser does
            }

            foreach (var (name, value) in Headers)
            {
                request.Headers.Remove(name);
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return new VisitedPage(
                (int)response.StatusCode,
                response.Headers.Location?.OriginalString,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)))
            {
                ContentType = response.Content.Headers.ContentType?.MediaType,
            };
        }
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenFields();
}

/// <summary>A page as it came.</summary>
internal sealed partial record VisitedPage(int Status, string? Location, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What it is, without its character set.</summary>
    public string? ContentType { get; init; }

    /// <summary>What its heading says.</summary>
    public string Heading => WebUtility.HtmlDecode(Tags().Replace(HeadingTag().Match(Text).Groups[1].Value, ""));

    [GeneratedRegex("<h1>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex HeadingTag();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
