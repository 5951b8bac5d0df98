using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;

namespace ContactBooks.Peers.EfCore;

/// <summary>What is sent to us.</summary>
public record BulkRequest(string? DefaultCountryCode, IReadOnlyList<ContactRow?>? Contacts);

public record ContactRow(
    string? Phone, string? DisplayName, string? FirstName, string? LastName, string? Email, string? CompanyName, JsonObject? CustomFields);

/// <summary>What a row came to. A list of them is of objects, so that each is written by its own type.</summary>
public record StoredResult(int Row, string Status, ContactReference Contact);

public record ContactReference(string ContactUid, string Phone);

public record SkippedResult(int Row, string Status, string Reason, string Phone);

public record InvalidResult(int Row, string Status, string Reason, string? Phone, string Field, string Message);

public record UploadData(BookReference ContactBook, UploadSummary Summary, IReadOnlyList<object> Results);

public record BookReference(string ContactBookUid, string Name);

public record UploadSummary(int Total, int Created, int Updated, int Skipped, int Invalid);

public record Metadata(string ApiVersion, string RequestId)
{
    public static Metadata New() => new("v2", Guid.NewGuid().ToString());
}

public record SuccessEnvelope(bool Success, string Message, UploadData Data, Metadata Metadata);

public record FailureEnvelope(bool Success, Error Error, string Message, Metadata Metadata);

public record Error(string Code, string Message);

public static class Answer
{
    public static IResult Success(UploadData data) => Results.Json(new SuccessEnvelope(true, "Contacts uploaded", data, Metadata.New()));

    public static IResult Failure(int status, string code, string message) =>
        Results.Json(new FailureEnvelope(false, new Error(code, message), message, Metadata.New()), statusCode: status);

    public static IResult OfException(HttpContext http) => http.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException { StatusCode: 413 } => Failure(413, "PAYLOAD_TOO_LARGE", "The body is too large."),
        BadHttpRequestException { InnerException: JsonException fault } => Failure(400, "VALIDATION_FAILED", $"The body can't be read at {fault.Path}."),
        BadHttpRequestException => Failure(400, "VALIDATION_FAILED", "The body must be a JSON object."),
        _ => Failure(500, "INTERNAL_ERROR", "This failed on our side."),
    };
}

/// <summary>A number or a boolean sent for a text is its text: spreadsheets send phones as numbers.</summary>
public class ScalarTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => JsonElement.ParseValue(ref reader).GetRawText(),
        _ => throw new JsonException("A text is expected."),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
