using ContactBooks.Server.Api.Reference;

namespace ContactBooks.Server.Docs.Operations;

/// <summary>An endpoint as the page shows it.</summary>
/// <param name="Id">Its operationId, which names its anchor and its samples too.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Its path, as in <c>/api/v2/contact-books/{bookUid}</c>.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Description">What a client should know of it.</param>
/// <param name="Parameters">What it takes in path, query and headers.</param>
/// <param name="Fields">What it takes in the body; those of an inner object follow it, named by their path.</param>
/// <param name="RequestExample">A body, JSON; null where it takes none.</param>
/// <param name="AnswerExample">The answer to it, JSON.</param>
/// <param name="Errors">What it may answer instead, by status.</param>
public sealed record ApiOperation(
    string Id,
    string Method,
    string Path,
    string Summary,
    string Description,
    IReadOnlyList<ApiField> Parameters,
    IReadOnlyList<ApiField> Fields,
    string? RequestExample,
    string AnswerExample,
    IReadOnlyList<ReferenceError> Errors);

/// <summary>A parameter, or a field of a body.</summary>
/// <param name="Name">Its name, a field's with the path to it: <c>contacts[].phone</c>.</param>
/// <param name="Type">Its type in few words, with where it stands: <c>integer, query</c>.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Description">What it means, and its limits in words.</param>
/// <param name="Limits">Of a parameter, what its schema says besides: range, default, values.</param>
public sealed record ApiField(string Name, string Type, bool IsRequired, string Description, string Limits);
