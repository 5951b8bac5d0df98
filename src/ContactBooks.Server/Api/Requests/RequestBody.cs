using System.Buffers;
using System.IO.Compression;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Hosting;
using Microsoft.Extensions.Primitives;

namespace ContactBooks.Server.Api.Requests;

/// <summary>
/// Reads bodies whole, decompressed, up to a limit that holds before and after decompression: a bomb is stopped where it
/// passes the limit.
/// </summary>
internal sealed class RequestBody(ServerSettings settings)
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Whether <c>Content-Encoding</c> is one that can be read.</summary>
    public static bool IsKnownEncoding(StringValues encoding) => Normalise(encoding) is "" or "identity" or "gzip" or "x-gzip" or "br";

    /// <summary>Reads the body, up to the server's limit.</summary>
    public ValueTask<BodyReading> ReadAsync(HttpContext http) => ReadAsync(http, settings.MaxBodyBytes);

    /// <summary>Reads the body, up to the given limit.</summary>
    public static async ValueTask<BodyReading> ReadAsync(HttpContext http, int maxBytes)
    {
        if (http.Request.ContentLength > maxBytes)
        {
            return new BodyReading(default, ApiError.TooLarge(maxBytes));
        }

        // What is compressed may not be larger than the limit either, so the wire is bounded as well.
        await using var wire = new LimitedStream(http.Request.Body, maxBytes);
        await using var decoded = Decode(wire, http.Request.Headers.ContentEncoding);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(maxBytes + 1L, Math.Max(FirstBuffer, (http.Request.ContentLength ?? 0) + 1)));
        var length = 0;
        var isTaken = false;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await decoded.ReadAsync(buffer.AsMemory(length), http.RequestAborted);
                if (read == 0)
                {
                    // The request has the buffer until it is answered; bodies of hundreds of KiB would else be garbage each.
                    var body = new RentedBody(buffer, length);
                    http.Response.RegisterForDispose(body);
                    isTaken = true;
                    return new BodyReading(body.Bytes, null);
                }

                length += read;
                if (length > maxBytes)
                {
                    return new BodyReading(default, ApiError.TooLarge(maxBytes));
                }
            }
        }
        catch (BodyTooLargeException)
        {
            return new BodyReading(default, ApiError.TooLarge(maxBytes));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            return new BodyReading(default, ApiError.Validation("", "INVALID_ENCODING", "The body can't be decompressed as its Content-Encoding says. Compress it anew."));
        }
        finally
        {
            if (!isTaken)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static Stream Decode(Stream body, StringValues encoding) => Normalise(encoding) switch
    {
        "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        _ => body,
    };

    private static string Normalise(StringValues encoding) => encoding.ToString().Trim().ToLowerInvariant();

    private sealed class RentedBody(byte[] buffer, int length) : IDisposable
    {
        public ReadOnlyMemory<byte> Bytes { get; } = buffer.AsMemory(0, length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
    }
}

/// <summary>What reading a body came to.</summary>
/// <param name="Bytes">The body, good until the request is answered.</param>
/// <param name="Error">Why it could not be read; null where it was.</param>
internal readonly record struct BodyReading(ReadOnlyMemory<byte> Bytes, ApiError? Error);
