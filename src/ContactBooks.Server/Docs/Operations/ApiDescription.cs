using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactBooks.Server.Api.Reference;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Docs.Operations;

/// <summary>The endpoints as the OpenAPI document describes them: the page says of them what the document says, and nothing else.</summary>
/// <param name="document">The document.</param>
/// <param name="endpoints">What is mapped, for the errors of each.</param>
internal sealed class ApiDescription([FromKeyedServices(OpenApiReference.Document)] IOpenApiDocumentProvider document, EndpointDataSource endpoints)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The page encodes it as text.
    };

    private readonly Lock _making = new();
    private Task<IReadOnlyList<ApiOperation>>? _operations;

    /// <summary>The endpoints, in the order of the document. Made once: the document is the same as long as the server runs.</summary>
    public Task<IReadOnlyList<ApiOperation>> OperationsAsync()
    {
        lock (_making)
        {
            return _operations is { IsFaulted: false } made ? made : _operations = ReadAsync();
        }
    }

    private async Task<IReadOnlyList<ApiOperation>> ReadAsync()
    {
        var references = endpoints.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<EndpointReference>() is not null)
            .ToDictionary(
                endpoint => endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
                endpoint => endpoint.Metadata.GetRequiredMetadata<EndpointReference>());
        var described = await document.GetOpenApiDocumentAsync();
        return
        [
            .. from path in described.Paths
               from operation in path.Value.Operations ?? []
               select Read(operation.Key, path.Key, operation.Value, references[operation.Value.OperationId!]),
        ];
    }

    private static ApiOperation Read(HttpMethod method, string path, OpenApiOperation operation, EndpointReference reference)
    {
        var body = operation.RequestBody?.Content?["application/json"];
        return new ApiOperation(
            operation.OperationId!,
            method.Method,
            path,
            operation.Summary!,
            [.. (operation.Parameters ?? []).Select(ParameterOf)],
            body?.Schema is { } schema ? [.. ApiFields.Of(schema)] : [],
            ExampleOf(body),
            ExampleOf(operation.Responses?["200"].Content?["application/json"]),
            [.. ReferenceErrors.ListOf(reference).OrderBy(error => error.Status)]);
    }

    private static ApiField ParameterOf(IOpenApiParameter parameter) => new(
        parameter.Name!,
        $"{ApiFields.TypeOf(parameter.Schema!)}, {parameter.In.ToString()!.ToLowerInvariant()}",
        parameter.Required,
        parameter.Description ?? "",
        ApiFields.LimitsOf(parameter.Schema!));

    private static string? ExampleOf(OpenApiMediaType? content)
    {
        JsonNode? example = content?.Example ?? content?.Examples?.Values.Select(named => named.Value).FirstOrDefault();
        return example?.ToJsonString(Readable);
    }
}
