using ContactBooks.Server.Api.Answers;
using Microsoft.Net.Http.Headers;

namespace ContactBooks.Server.Api.Requests;

/// <summary>What a POST must be: JSON in UTF-8, as it is or compressed by gzip or br.</summary>
internal static class ContentTypeRule
{
    /// <summary>The error, or null if the headers promise JSON.</summary>
    public static ApiError? Check(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) &&
            (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            return ApiError.UnsupportedContentType("The body must be JSON. Send it with the header Content-Type: application/json. Files (CSV, XLSX) are not taken here.");
        }

        var charset = HeaderUtilities.RemoveQuotes(type!.Charset);
        if (charset.HasValue && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            return ApiError.UnsupportedContentType("The body must be in UTF-8. Send it with the header Content-Type: application/json.");
        }

        return RequestBody.IsKnownEncoding(request.Headers.ContentEncoding)
            ? null
            : ApiError.UnsupportedContentType("The body's Content-Encoding is not known here. Send it as it is, or compressed by gzip or br.");
    }
}
