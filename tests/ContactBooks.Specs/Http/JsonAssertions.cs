using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AwesomeAssertions.Execution;

namespace ContactBooks.Specs.Http;

internal static class JsonAssertions
{
    public static IEnumerable<string> PropertyNames(this JsonElement json) => json.EnumerateObject().Select(p => p.Name);

    public static string? Text(this JsonElement json, string property) => json.GetProperty(property).GetString();

    /// <summary>Equal as JSON: the order of properties and white space don't count, all else does.</summary>
    public static void ShouldBeJson(this JsonElement actual, [StringSyntax(StringSyntaxAttribute.Json)] string expected)
    {
        using var document = JsonDocument.Parse(expected);
        AssertionChain.GetOrCreate()
            .ForCondition(JsonElement.DeepEquals(actual, document.RootElement))
            .FailWith("Expected the JSON {0}, but found {1}.", expected, actual.GetRawText());
    }
}
