using ContactBooks.Core.Exports;

namespace ContactBooks.Server.Api.Exports;

/// <summary>The headers of an answer that is a file.</summary>
internal static class FileResponse
{
    /// <summary>Sets them; false where nothing else was asked for.</summary>
    /// <param name="http">The request.</param>
    /// <param name="format">What the file is.</param>
    /// <param name="disposition">What it is called, as the header <c>Content-Disposition</c>.</param>
    public static bool Begin(HttpContext http, ExportFormat format, string disposition)
    {
        http.Response.ContentType = ExportFormats.MediaTypeOf(format);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = disposition;
        return !HttpMethods.IsHead(http.Request.Method);
    }
}
