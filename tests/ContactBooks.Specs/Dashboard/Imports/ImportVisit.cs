using System.Net.Http.Headers;
using System.Text;

namespace ContactBooks.Specs.Dashboard.Imports;

/// <summary>Somebody who imports files by the pages.</summary>
internal static class ImportVisit
{
    /// <summary>Chooses a file on the page for that.</summary>
    public static Task<VisitedPage> DropAsync(this Visitor visitor, string book, string? name, byte[] file)
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = name };
        return visitor.PostAsync($"/books/{book}/import", new MultipartFormDataContent { part });
    }

    /// <summary>Chooses a file of text, and goes on to its columns: the address of that page, without what is said in it.</summary>
    public static async Task<string> DropAsync(this Visitor visitor, string book, string name, string file)
    {
        var page = await visitor.DropAsync(book, name, Encoding.UTF8.GetBytes(file));
        page.Status.Should().Be(302, page.Text);
        return page.Location!.Split('?')[0];
    }

    /// <summary>Starts the import of a preview and waits for its end: the address of its page.</summary>
    public static async Task<string> StartAsync(this Visitor visitor, string preview)
    {
        var started = await visitor.SendFormAsync(preview, "start");
        started.Status.Should().Be(302, started.Text);
        var result = new Uri(started.Location!).AbsolutePath;
        (await visitor.OpenAsync($"{result}/events")).Text.Should().Contain("event: end");
        return result;
    }
}
