using System.Text.Encodings.Web;
using System.Text.Json;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Commands.Output;

/// <summary>A command's result for machines: one line of JSON on standard output.</summary>
internal static class JsonResult
{
    /// <summary>Compact, camel case. The result is a document of its own, never a part of a page: names of any script stay readable.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write<T>(T result) => Console.Out.WriteLine(JsonSerializer.Serialize(result, Options));

    /// <summary>A time as the API writes it: UTC, milliseconds, <c>Z</c>.</summary>
    public static string Time(DateTimeOffset time) => WireTime.Format(time);

    /// <summary>A time as the API writes it, or null.</summary>
    public static string? Time(DateTimeOffset? time) => time is { } some ? Time(some) : null;

    /// <summary>Whether something is in use, as the API writes it.</summary>
    public static string Status(bool isActive) => isActive ? "ACTIVE" : "INACTIVE";
}
