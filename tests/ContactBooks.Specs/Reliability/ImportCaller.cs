using System.Net.Http.Headers;
using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>A client that imports a file into a book of its own, and looks how it goes on.</summary>
internal sealed class ImportCaller(Caller caller, string book)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private string _address = "";

    public string Book => book;

    /// <summary>Uploads what is to be there before, then sends the file.</summary>
    public static async Task<ImportCaller> StartAsync(Caller caller, ImportedFile file)
    {
        var book = await caller.NewBookAsync();
        (await caller.UploadAsync(book, ImportedFile.Before.Body)).Status.Should().Be(200);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Caller.Books}/{book}/imports") { Content = new ByteArrayContent(file.Bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var answer = await caller.SendAsync(request);
        answer.Status.Should().Be(202, "{0}", answer);
        return new ImportCaller(caller, book) { _address = answer.Header("Location")! };
    }

    /// <summary>The same import by way of another server.</summary>
    public ImportCaller Over(HttpClient http) => new(caller.Over(http), book) { _address = _address };

    public async Task<JsonElement> ReadAsync() => Import(await caller.GetAsync(_address));

    public async Task<JsonElement> CancelAsync() => Import(await caller.PostAsync($"{_address}/cancel", []));

    /// <summary>The import once it has ended.</summary>
    public Task<JsonElement> EndAsync() => UntilAsync(_ => false);

    /// <summary>The import once so many rows have their results, or it has ended.</summary>
    public Task<JsonElement> UntilReadAsync(long rows) => UntilAsync(import => ReadRows(import) >= rows);

    public static long ReadRows(JsonElement import) => import.GetProperty("summary").GetProperty("total").GetInt64();

    public static string State(JsonElement import) => import.GetProperty("state").GetString()!;

    /// <summary>All that it came to, without what differs from one to the next: identifiers and times.</summary>
    public async Task<string> OutcomeAsync()
    {
        var import = await ReadAsync();
        var rejects = await caller.GetAsync($"{_address}/rejects");
        rejects.Status.Should().Be(200, "{0}", rejects);
        var contacts = new List<string>();
        for (var after = ""; ;)
        {
            var page = await caller.GetAsync($"{Caller.Books}/{book}/contacts?limit=1000{after}");
            page.Status.Should().Be(200, "{0}", page);
            contacts.AddRange(page.Data.GetProperty("items").EnumerateArray().Select(FieldsOf));
            var pagination = page.Data.GetProperty("pagination");
            if (!pagination.GetProperty("hasMore").GetBoolean())
            {
                break;
            }

            after = $"&cursor={pagination.GetProperty("nextCursor").GetString()}";
        }

        return string.Join('\n', [
            $"{State(import)} {import.GetProperty("summary").GetRawText()} of {import.GetProperty("totalRows").GetRawText()}",
            $"{await caller.ContactCountAsync(book)} contacts",
            .. contacts.Order(StringComparer.Ordinal),
            rejects.Text]);
    }

    private static string FieldsOf(JsonElement contact) => string.Join(
        ' ', new[] { "phone", "displayName", "firstName", "lastName", "email", "companyName", "customFields" }.Select(name => contact.GetProperty(name).GetRawText()));

    private static JsonElement Import(Answer answer)
    {
        answer.Status.Should().Be(200, "{0}", answer);
        return answer.Data.GetProperty("import");
    }

    /// <summary>Asks again and again: events come twice a second, too seldom for a moment in between.</summary>
    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isThere)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var import = await ReadAsync();
            if (isThere(import) || State(import) is "DONE" or "FAILED" or "CANCELLED")
            {
                return import;
            }

            await Task.Delay(5, patience.Token);
        }
    }
}
