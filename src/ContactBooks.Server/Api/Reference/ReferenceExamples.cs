using System.Text.Json.Nodes;

namespace ContactBooks.Server.Api.Reference;

/// <summary>
/// The examples of the reference, from the folder <c>Examples</c>. They are one story: a test sends each request as it
/// stands, and the server's answers are the examples' but for identifiers and times.
/// </summary>
internal static class ReferenceExamples
{
    /// <summary>The body of an operation's request; null where it takes none.</summary>
    public static string? Request(ReferenceOperation operation) => operation.TakesAny(Takes.Body) ? Read($"{operation.Name}.request") : null;

    /// <summary>The body of an operation's success, JSON or what else it answers.</summary>
    public static string Response(ReferenceOperation operation) => Read($"{operation.Name}.response", operation.ContentType switch
    {
        "text/csv" => "csv",
        "text/event-stream" => "txt",
        _ => "json",
    });

    /// <summary>The file that the story imports.</summary>
    public static string ImportedFile { get; } = Read("createImport.request", "csv") + "\n";

    /// <summary>The body of an error, by its code, or <c>OUTCOME_UNKNOWN</c>.</summary>
    public static string Error(string name) => Read($"Errors/{name}");

    /// <summary>An example as a node of its own.</summary>
    public static JsonNode Parse(string example) => JsonNode.Parse(example)!;

    private static string Read(string name, string ending = "json")
    {
        using var stream = typeof(ReferenceExamples).Assembly.GetManifestResourceStream($"Examples/{name}.{ending}")
            ?? throw new InvalidOperationException($"Api/Reference/Examples/{name}.{ending} is not there.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
