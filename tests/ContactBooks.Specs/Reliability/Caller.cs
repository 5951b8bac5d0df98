using System.Net.Http.Headers;
using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>A client of the API: one token over one set of connections.</summary>
internal sealed class Caller(HttpClient http, Account account)
{
    public const string Books = "/api/v2/contact-books";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Account Account => account;

    public Caller Over(HttpClient other) => new(other, account);

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> PostAsync(string path, byte[] body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return SendAsync(request);
    }

    public Task<Answer> PostAsync(string path, object body, string? key = null) => PostAsync(path, JsonSerializer.SerializeToUtf8Bytes(body), key);

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", account.Token);
            using var response = await http.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }

    public async Task<string> NewBookAsync(string name = "Book")
    {
        var answer = await PostAsync(Books, new { name });
        answer.Status.Should().Be(200, "the book is needed for the rest: {0}", answer);
        return answer.Data.GetProperty("contactBook").GetProperty("uid").GetString()!;
    }

    public Task<Answer> UploadAsync(string book, byte[] body, string? key = null) => PostAsync(UploadPath(book), body, key);

    public async Task<long> ContactCountAsync(string book) =>
        (await GetAsync($"{Books}/{book}")).Data.GetProperty("contactBook").GetProperty("contactCount").GetInt64();

    /// <summary>An upload's record, or any other change's, once something holds of it.</summary>
    public async Task<JsonElement> UploadUntilAsync(string address, Func<JsonElement, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var upload = (await GetAsync(address)).Data.GetProperty("upload");
            if (holds(upload))
            {
                return upload;
            }

            await Task.Delay(2, patience.Token);
        }
    }

    public static string UploadPath(string book) => $"{Books}/{book}/contacts/bulk";
}
