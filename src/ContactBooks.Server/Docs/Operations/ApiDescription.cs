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
    private Task<Described>? _described;

    /// <summary>The contract's endpoints, in the order of reading.</summary>
    public async Task<IReadOnlyList<ApiOperation>> OperationsAsync() => (await DescribedAsync()).Operations;

    /// <summary>The endpoints of a tag in short, in the order of reading.</summary>
    public async Task<IReadOnlyList<RouteInShort>> RoutesAsync(string tag) => [.. (await DescribedAsync()).Routes[tag]];

    /// <summary>What may be said of an export, in its query.</summary>
    public async Task<IReadOnlyList<ApiField>> ExportFieldsAsync() => (await DescribedAsync()).ExportFields;

    /// <summary>Made once: the document is the same as long as the server runs.</summary>
    private Task<Described> DescribedAsync()
    {
        lock (_making)
        {
            return _described is { IsFaulted: false } made ? made : _described = ReadAsync();
        }
    }

    private async Task<Described> ReadAsync()
    {
        var paths = (await document.GetOpenApiDocumentAsync()).Paths;
        var byName = (
            from path in paths
            from operation in path.Value.Operations!
            select (path: path.Key, method: operation.Key, described: operation.Value)).ToDictionary(operation => operation.described.OperationId!);
        return new Described(
            [.. ReferenceOperations.OfTheContract.Select(reference => Read(reference, byName[reference.Name].method, byName[reference.Name].path, byName[reference.Name].described))],
            ReferenceOperations.All.ToLookup(
                reference => reference.Tag,
                reference => new RouteInShort(byName[reference.Name].method.Method, byName[reference.Name].path, reference.Description)),
            [.. byName[ReferenceOperations.ExportContacts.Name].described.Parameters!.Where(parameter => parameter.In == ParameterLocation.Query).Select(ParameterOf)]);
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

    private sealed record Described(IReadOnlyList<ApiOperation> Operations, ILookup<string, RouteInShort> Routes, IReadOnlyList<ApiField> ExportFields);
}
