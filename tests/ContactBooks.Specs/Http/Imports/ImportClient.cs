using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>Imports of a client: files sent, and what became of them.</summary>
internal static class ImportClient
{
    /// <summary>Sends a file as a body of its own.</summary>
    public static Task<Answer> PostFileAsync(this Api api, string path, byte[] file, params (string Name, string Value)[] headers)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return api.SendAsync(HttpMethod.Post, path, content, headers);
    }

    /// <summary>Imports a file to its end; the import as it is then.</summary>
    /// <param name="api">Who.</param>
    /// <param name="book">The book.</param>
    /// <param name="file">The file's text.</param>
    /// <param name="query">What is said of it.</param>
    public static async Task<JsonElement> ImportToEndAsync(this Api api, string book, string file, string query)
    {
        var answer = await api.PostFileAsync(Api.Imports(book) + query, Encoding.UTF8.GetBytes(file));
        ((int)answer.Status).Should().Be(202, answer.Text);
        return await api.EndOfImportAsync(answer.Header("Location")!);
    }

    /// <summary>What a preview of a file tells.</summary>
    public static async Task<JsonElement> PreviewAsync(this Api api, string book, string file, string query) =>
        (await api.PostFileAsync($"{Api.Imports(book)}/preview{query}", Encoding.UTF8.GetBytes(file))).Succeeds("Import previewed");

    /// <summary>The import as it is at its end, which its events tell.</summary>
    public static async Task<JsonElement> EndOfImportAsync(this Api api, string address)
    {
        var events = (await api.GetAsync($"{address}/events")).Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var last = events.Should().NotBeEmpty().And.Subject.Last().Split('\n');
        last[0].Should().Be("event: end");
        using var json = JsonDocument.Parse(last[1]["data: ".Length..]);
        return json.RootElement.GetProperty("import").Clone();
    }
}
