using System.Text.Json.Serialization;

namespace ContactBooks.Client;

/// <summary>What every answer comes in: data of a success, error of a failure.</summary>
internal sealed record Envelope<T>(bool Success, T? Data = null, ErrorBody? Error = null, AnswerMetadata? Metadata = null)
    where T : class;

/// <summary>About an answer.</summary>
internal sealed record AnswerMetadata(string? RequestId = null);

/// <summary>What is wrong.</summary>
internal sealed record ErrorBody(string Code, string Message, IReadOnlyList<ErrorDetail>? Details = null);

internal sealed record BookData(ContactBook ContactBook);

internal sealed record BookListData(IReadOnlyList<ContactBook> ContactBooks, Pagination Pagination);

internal sealed record ContactListData(IReadOnlyList<Contact> Contacts, Pagination Pagination);

internal sealed record Pagination(string? NextCursor = null);

internal sealed record UploadData(
    ContactBookReference ContactBook, UploadSummary Summary, IReadOnlyList<RowResult> Results, bool DryRun = false);

/// <summary>The types of the wire, read and written by generated code, which trimming and AOT leave whole.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewContactBook))]
[JsonSerializable(typeof(Envelope<BookData>))]
[JsonSerializable(typeof(Envelope<BookListData>))]
[JsonSerializable(typeof(Envelope<ContactListData>))]
[JsonSerializable(typeof(Envelope<UploadData>))]
internal sealed partial class WireJson : JsonSerializerContext;
