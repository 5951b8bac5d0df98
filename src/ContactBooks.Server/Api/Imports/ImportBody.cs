using System.IO.Compression;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// Takes a file from a request: the part <c>file</c> of a form (<c>multipart/form-data</c>), or the body itself of any other type. Nothing
/// is held in memory; the limit holds for what comes over the wire.
/// </summary>
internal sealed class ImportBody(ServerSettings settings)
{
    private const int MaxFieldBytes = 256 * 1024;

    /// <summary>More than is read at a time, so that our own limit, which answers in the envelope, is met before Kestrel's.</summary>
    private const int Slack = 1024 * 1024;

    /// <summary>Takes it, and the fields beside it; those of the query count where the form has none of that name.</summary>
    public async Task<(ReceivedFile? File, ApiError? Error)> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > settings.MaxImportBytes)
        {
            return (null, TooLarge());
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrel)
        {
            kestrel.MaxRequestBodySize = settings.MaxImportBytes + Slack;
        }

        var file = new ReceivedFile();
        http.Response.RegisterForDispose(file);
        try
        {
            await using var body = new LimitedStream(http.Request.Body, settings.MaxImportBytes);
            var error = MultipartBoundary(http.Request.ContentType) is { } boundary
                ? await ReadFormAsync(file, new MultipartReader(boundary, body), http.RequestAborted)
                : await ReadWholeAsync(file, body, http);
            foreach (var (name, value) in http.Request.Query)
            {
                file.Add(name, value.ToString());
            }

            return error is not null ? (null, error)
                : file.IsThere ? (file, null)
                : (null, ApiError.Validation("file", "REQUIRED", "There is no file. Send it as the part \"file\" of a form, or as the body itself."));
        }
        catch (BodyTooLargeException)
        {
            return (null, TooLarge());
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && !http.RequestAborted.IsCancellationRequested))
        {
            return (null, ApiError.Validation("", "INVALID_FORM", "The form is broken or cut off. Send it again as multipart/form-data, with the file as its part \"file\"."));
        }
    }

    private static async Task<ApiError?> ReadFormAsync(ReceivedFile file, MultipartReader form, CancellationToken cancellation)
    {
        while (await form.ReadNextSectionAsync(cancellation) is { } part)
        {
            var disposition = part.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
            if (name == "file")
            {
                if (file.IsThere)
                {
                    return ApiError.Validation("file", "TOO_MANY", "There are two files. Send one at a time.");
                }

                var fileName = HeaderUtilities.RemoveQuotes(disposition!.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
                await file.TakeAsync(part.Body, fileName.HasValue ? fileName.ToString() : null, cancellation);
            }
            else if (name.Length > 0)
            {
                await using var limited = new LimitedStream(part.Body, MaxFieldBytes);
                using var text = new StreamReader(limited);
                if (!file.Add(name, await text.ReadToEndAsync(cancellation)))
                {
                    return ApiError.Validation(name, "DUPLICATE_PROPERTY", $"{name} stands in the form twice. Send it once.");
                }
            }
        }

        return null;
    }

    private async Task<ApiError?> ReadWholeAsync(ReceivedFile file, Stream body, HttpContext http)
    {
        // A file that is gzip is one to be looked through by its reader; a transfer that is compressed is unpacked here.
        var encoding = http.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        await using var decoded = encoding switch
        {
            "" or "identity" => body,
            "br" => new LimitedStream(new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true), settings.MaxImportBytes),
            _ => null,
        };
        if (decoded is null && encoding is not ("gzip" or "x-gzip"))
        {
            return ApiError.UnsupportedContentType("The body's Content-Encoding is not known here. Send it as it is, or compressed by gzip or br.");
        }

        var name = ContentDispositionHeaderValue.TryParse(http.Request.Headers.ContentDisposition.ToString(), out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName)
            : default;
        await file.TakeAsync(decoded ?? body, name.HasValue ? name.ToString() : http.Request.Query["fileName"].FirstOrDefault(), http.RequestAborted);
        if (file.Bytes == 0)
        {
            return ApiError.Validation("file", "FILE_EMPTY", "The file is empty. Choose one with contacts in it.");
        }

        return null;
    }

    private static string? MultipartBoundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : null;

    private ApiError TooLarge() => ApiError.FileTooLarge(settings.MaxImportBytes);
}
