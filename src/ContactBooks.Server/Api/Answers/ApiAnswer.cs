using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ContactBooks.Server.Api.Answers;

/// <summary>What an endpoint answers: a success with its data, or an error. Turned into bytes by <see cref="Envelope"/>.</summary>
internal sealed record ApiAnswer
{
    /// <summary>The error, or null for a success.</summary>
    public ApiError? Error { get; private init; }

    /// <summary>A success's <c>message</c>.</summary>
    public string Message { get; private init; } = "";

    /// <summary>Writes a success's <c>data</c>.</summary>
    public Action<Utf8JsonWriter>? WriteData { get; private init; }

    /// <summary>A success's <c>data</c> where it is rendered already; empty where it is only written.</summary>
    public ReadOnlyMemory<byte> Data { get; private init; }

    /// <summary>A success's status: 200, unless what was asked for is yet to be done.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where what was made can be found; null for no word of that.</summary>
    public string? Location { get; init; }

    /// <summary>The upload that was recorded, by which it can be undone; null for none.</summary>
    public string? UploadUid { get; init; }

    /// <summary>Whether it is the answer of before, given again to a retry.</summary>
    public bool IsReplay { get; private init; }

    public static ApiAnswer Ok<T>(string message, T data, JsonTypeInfo<T> type) =>
        new() { Message = message, WriteData = writer => JsonSerializer.Serialize(writer, data, type) };

    public static ApiAnswer Ok(string message, Action<Utf8JsonWriter> writeData) => new() { Message = message, WriteData = writeData };

    public static ApiAnswer Ok(string message, ReadOnlyMemory<byte> data, bool isReplay) =>
        new() { Message = message, Data = data, WriteData = writer => writer.WriteRawValue(data.Span, skipInputValidation: true), IsReplay = isReplay };

    public static implicit operator ApiAnswer(ApiError error) => new() { Error = error };
}
