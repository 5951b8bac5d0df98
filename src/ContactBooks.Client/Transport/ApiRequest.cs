using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ContactBooks.Client;

/// <summary>A request, the same in every attempt.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Path and query, without the first slash.</param>
/// <param name="Body">JSON; empty for a GET.</param>
/// <param name="IdempotencyKey">By which a retry has no second effect; null for a GET, which has none at all.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body, string? IdempotencyKey)
{
    /// <summary>Of an upload, which rows.</summary>
    public RowRange? Rows { get; init; }

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path, default, null);

    public static ApiRequest Post<T>(string path, T body, JsonTypeInfo<T> type, string? idempotencyKey) =>
        Post(path, JsonSerializer.SerializeToUtf8Bytes(body, type), idempotencyKey);

    public static ApiRequest Post(string path, ReadOnlyMemory<byte> body, string? idempotencyKey) =>
        new(HttpMethod.Post, path, body, Client.IdempotencyKey.CheckOrNew(idempotencyKey));
}
