using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactBooks.Bench;

/// <summary>What the road is held against: System.Text.Json parsing the same body, and nothing done with it.</summary>
internal static partial class ParsingAlone
{
    /// <summary>Into classes, as a user would who writes an endpoint; the code for them is generated when it is compiled.</summary>
    /// <returns>How many rows there are.</returns>
    public static int IntoClasses(byte[] body) => JsonSerializer.Deserialize(body, Generated.Default.Upload)!.Contacts.Count;

    /// <summary>Into a document: the cheapest that leaves the values to be asked for. No text is made of any.</summary>
    /// <returns>How many rows there are.</returns>
    public static int IntoDocument(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("contacts"u8).GetArrayLength();
    }

    internal sealed class Upload
    {
        public string? DefaultCountryCode { get; set; }

        public List<Row> Contacts { get; set; } = [];
    }

    internal sealed class Row
    {
        public string? Phone { get; set; }

        public string? DisplayName { get; set; }

        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public string? Email { get; set; }

        public string? CompanyName { get; set; }

        public Dictionary<string, JsonElement>? CustomFields { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Upload))]
    private sealed partial class Generated : JsonSerializerContext;
}
