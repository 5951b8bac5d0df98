using System.Text.Json;
using System.Text.Json.Nodes;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Examples;

/// <summary>What a program has left in the store.</summary>
internal static class UploadedBook
{
    /// <summary>The customer's one book: there must not be a second.</summary>
    public static async Task<string> OnlyBookAsync(this Api api)
    {
        var books = (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").GetProperty("contactBooks");
        books.GetArrayLength().Should().Be(1, "the program makes one book");
        return books[0].Text("uid")!;
    }

    /// <summary>The contacts of a book by phone, with the fields that <see cref="ManyKindsOfRows"/> gives them.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> ContactsByPhoneAsync(this Api api, string bookUid)
    {
        var contacts = new Dictionary<string, JsonElement>();
        for (var page = 1; ; page++)
        {
            var list = await api.ListAsync(bookUid, $"?limit=1000&page={page}");
            foreach (var contact in list.GetProperty("contacts").EnumerateArray())
            {
                var fields = new[] { "displayName", "companyName", "customFields" }
                    .Select(name => KeyValuePair.Create(name, JsonNode.Parse(contact.GetProperty(name).GetRawText())));
                contacts.Add(contact.Text("phone")!, JsonSerializer.SerializeToElement(new JsonObject(fields)));
            }

            if (!list.GetProperty("pagination").GetProperty("hasMore").GetBoolean())
            {
                return contacts;
            }
        }
    }
}
