using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactBooks.Server.Api.Answers;

/// <summary>
/// Writes the envelope that every answer has:
/// <c>{"success":true,"message":"…","data":{…},"metadata":{…}}</c> or
/// <c>{"success":false,"error":{"code":"…","message":"…","details":[…]},"message":"…","metadata":{…}}</c>.
/// Straight into the response's buffer; no document is built.
/// </summary>
internal static class Envelope
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Names stay as they are, not as \u escapes: the answer is never put into a page.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static async Task WriteAsync(HttpContext http, ApiAnswer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Error?.Status ?? answer.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (answer.IsReplay)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        if (answer.Error is { } error)
        {
            SetErrorHeaders(response, error);
        }

        Write(response.BodyWriter, http, answer);
        await response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>Renders a <c>data</c> on its own, to be kept for retries.</summary>
    public static ReadOnlyMemory<byte> Render(Action<Utf8JsonWriter> writeData, int sizeHint)
    {
        var bytes = new ArrayBufferWriter<byte>(sizeHint);
        using var json = new Utf8JsonWriter(bytes, WriterOptions);
        writeData(json);
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static void Write(IBufferWriter<byte> to, HttpContext http, ApiAnswer answer)
    {
        using var json = new Utf8JsonWriter(to, WriterOptions);
        json.WriteStartObject();
        json.WriteBoolean("success"u8, answer.Error is null);
        if (answer.Error is { } error)
        {
            WriteError(json, error);
        }
        else
        {
            json.WriteString("message"u8, answer.Message);
            json.WritePropertyName("data"u8);
            answer.WriteData!(json);
        }

        json.WriteStartObject("metadata"u8);
        json.WriteString("apiVersion"u8, "v2"u8);
        json.WriteString("requestId"u8, http.TraceIdentifier);
        json.WriteNumber("processingTimeMs"u8, Math.Round(RequestClock.Elapsed(http).TotalMilliseconds, 1));
        if (answer.UploadUid is { } uploadUid)
        {
            json.WriteString("uploadUid"u8, uploadUid);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteError(Utf8JsonWriter json, ApiError error)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        if (error.Details.Count > 0)
        {
            json.WriteStartArray("details"u8);
            foreach (var detail in error.Details)
            {
                json.WriteStartObject();
                json.WriteString("path"u8, detail.Path);
                json.WriteString("code"u8, detail.Code);
                json.WriteString("message"u8, detail.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteString("message"u8, error.Message);
    }

    private static void SetErrorHeaders(HttpResponse response, ApiError error)
    {
        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (error.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
