using System.Text.Encodings.Web;
using System.Text.Json;
using ContactBooks.Server.Api.Reference;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Docs.Operations;

/// <summary>The endpoints as the OpenAPI document describes them: the page says of them what the document says, and nothing else.</summary>
/// <param name="document">The document.</param>
internal sealed class ApiDescription([FromKeyedServices(OpenApiReference.Document)] IOpenApiDocumentProvider document)
{
    private const string Json = "application/json";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The page encodes it as text.
    };

    private readonly Lock _making = new();
    private Task<IReadOnlyList<ApiOperation>>? _operations;

    /// <summary>The endpoints, in the order of reading. Made once: the document is the same as long as the server runs.</summary>
    public Task<IReadOnlyList<ApiOperation>> OperationsAsync()
    {
        lock (_making)
        {
            return _operations is { IsFaulted: false } made ? made : _operations = ReadAsync();
        }
    }

    private async Task<IReadOnlyList<ApiOperation>> ReadAsync()
    {
        var paths = (await document.GetOpenApiDocumentAsync()).Paths;
        var described =
            from path in paths
            from operation in path.Value.Operations!
            join reference in ReferenceOperations.All on operation.Value.OperationId equals reference.Name
            select (reference, made: Read(reference, operation.Key, path.Key, operation.Value));
        var byReference = described.ToDictionary(operation => operation.reference, operation => operation.made);
        return [.. ReferenceOperations.All.Select(reference => byReference[reference])];
    }

    private static ApiOperation Read(ReferenceOperation reference, HttpMethod method, string path, OpenApiOperation operation)
    {
        var body = operation.RequestBody?.Content?[Json];
        return new ApiOperation(
            reference.Name,
            method.Method,
            path,
            operation.Summary!,
            operation.Description!,
            [.. (operation.Parameters ?? []).Select(ParameterOf)],
            body?.Schema is { } schema ? [.. ApiFields.Of(schema)] : [],
            ExampleOf(body),
            ExampleOf(operation.Responses!["200"].Content![Json])!,
            [.. ReferenceErrors.Of(reference)]);
    }

    private static ApiField ParameterOf(IOpenApiParameter parameter) => new(
        parameter.Name!,
        $"{ApiFields.TypeOf(parameter.Schema!)}, {parameter.In.ToString()!.ToLowerInvariant()}",
        parameter.Required,
        parameter.Description ?? "",
        ApiFields.LimitsOf(parameter.Schema!));

    private static string? ExampleOf(OpenApiMediaType? content) => content?.Example?.ToJsonString(Readable);
}
