using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ContactBooks.Core.Rows;

namespace ContactBooks.Server.Api.Wire;

// The plain twins of what Answers/Envelope writes. The reference is made from them and shows these summaries to clients;
// a test reads real answers strictly into them.

/// <summary>The envelope of a success.</summary>
/// <param name="Success">true.</param>
/// <param name="Message">What was done.</param>
/// <param name="Data">What was asked for.</param>
/// <param name="Metadata">About the answer.</param>
public sealed record SuccessJson<T>(bool Success, string Message, T Data, MetadataJson Metadata)
    where T : class;

/// <summary>The envelope of an error.</summary>
/// <param name="Success">false.</param>
/// <param name="Error">What is wrong.</param>
/// <param name="Message">The error's message again.</param>
/// <param name="Metadata">About the answer.</param>
public sealed record FailureJson(bool Success, ErrorJson Error, string Message, MetadataJson Metadata);

/// <summary>What is wrong.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">For a person: what is wrong and what to do.</param>
/// <param name="Details">Where exactly, 50 entries at the most; absent where that doesn't help.</param>
public sealed record ErrorJson(
    [property: WireText(Example = "VALIDATION_FAILED")] string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), MaxLength(RequestFaults.Limit)] IReadOnlyList<ErrorDetailJson>? Details = null);

/// <summary>One fault of a request.</summary>
/// <param name="Path">Where, as in contacts[3].customFields (rows from 0).</param>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">For a person.</param>
public sealed record ErrorDetailJson(string Path, string Code, string Message);

/// <summary>About an answer.</summary>
/// <param name="ApiVersion">v2.</param>
/// <param name="RequestId">The same as in the header X-Request-Id.</param>
/// <param name="ProcessingTimeMs">How long the server took, in milliseconds.</param>
/// <param name="UploadUid">Of a bulk upload that changed anything, by what it can be undone; else absent.</param>
public sealed record MetadataJson(
    [property: WireText(Example = "v2")] string ApiVersion,
    [property: Length(1, 128)] string RequestId,
    [property: Range(0d, double.MaxValue)] double ProcessingTimeMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), WireText(Example = "upl_abc")] string? UploadUid = null);
