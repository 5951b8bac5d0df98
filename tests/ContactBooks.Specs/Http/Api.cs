using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ContactBooks.Core.Customers;

namespace ContactBooks.Specs.Http;

/// <summary>A client of the API, of one customer. It sends what it is told to, right or wrong.</summary>
public sealed class Api(RunningServer server, string? token)
{
    public const string Books = "/api/v2/contact-books";

    public RunningServer Server { get; } = server;

    public string Token => token!;

    public required Customer Customer { get; init; }

    public required string UserUid { get; init; }

    public required string TokenUid { get; init; }

    public static string Book(string uid) => $"{Books}/{uid}";

    public static string Contacts(string bookUid) => $"{Books}/{bookUid}/contacts";

    public static string Bulk(string bookUid) => $"{Books}/{bookUid}/contacts/bulk";

    public static string Imports(string bookUid) => $"{Book(bookUid)}/imports";

    /// <summary>The body of an upload of Indian numbers, each row given as JSON.</summary>
    public static string Upload(params IEnumerable<string> rows) => $$"""{"defaultCountryCode":"91","contacts":[{{string.Join(',', rows)}}]}""";

    /// <summary>Rows of as many different valid phones, each with a name.</summary>
    public static IEnumerable<string> Rows(int count, int from = 0) =>
        Enumerable.Range(from, count).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"phone":"98{{i:D8}}","displayName":"Contact {{i}}"}"""));

    /// <summary>The same customer with another token, or with none.</summary>
    public Api With(string? otherToken) => new(Server, otherToken) { Customer = Customer, UserUid = UserUid, TokenUid = TokenUid };

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(Encoding.UTF8.GetBytes(json)), headers);

    public Task<Answer> PostAsync(string path, byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in headers)
        {
            HttpHeaders of = name.StartsWith("Content-", StringComparison.Ordinal) ? content!.Headers : request.Headers;
            of.Remove(name);
            of.TryAddWithoutValidation(name, value);
        }

        using var response = await Server.Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>Uploads rows, each given as JSON, as Indian numbers; fails unless the answer is 200.</summary>
    public async Task<JsonElement> UploadAsync(string bookUid, params IEnumerable<string> rows) =>
        (await PostAsync(Bulk(bookUid), Upload(rows))).Succeeds("Contacts uploaded");

    /// <summary>What became of the one row.</summary>
    public async Task<JsonElement> UploadOneAsync(string bookUid, string row) => (await UploadAsync(bookUid, row)).GetProperty("results")[0];

    public async Task<string> NewBookAsync(string name = "Retail Leads") =>
        (await PostAsync(Books, JsonSerializer.Serialize(new { name }))).Succeeds("Contact book created").GetProperty("contactBook").GetProperty("uid").GetString()!;

    /// <summary>A book as it reads now.</summary>
    public async Task<JsonElement> ReadBookAsync(string bookUid) =>
        (await GetAsync(Book(bookUid))).Succeeds("Contact book retrieved").GetProperty("contactBook");

    /// <summary>A part of a book's contacts.</summary>
    public async Task<JsonElement> ListAsync(string bookUid, string query = "") =>
        (await GetAsync(Contacts(bookUid) + query)).Succeeds("Contact book contacts retrieved");

    /// <summary>The contacts of a book, in order.</summary>
    public async Task<JsonElement[]> ContactsAsync(string bookUid, string query = "") =>
        [.. (await ListAsync(bookUid, query)).GetProperty("contacts").EnumerateArray()];

    /// <summary>The phones that a search in a book finds, in order.</summary>
    public async Task<string[]> SearchAsync(string bookUid, string search) =>
        [.. (await ContactsAsync(bookUid, $"?search={Uri.EscapeDataString(search)}")).Select(c => c.GetProperty("phone").GetString()!)];

    /// <summary>The one contact of a book.</summary>
    public async Task<JsonElement> OnlyContactAsync(string bookUid) => (await ContactsAsync(bookUid)).Should().ContainSingle().Subject;

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
