using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ContactBooks.Server.Web;

/// <summary>A file that pages load. Its address changes with what is in it, so a browser may keep it for good.</summary>
internal sealed class Asset
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    private readonly byte[] _bytes;
    private readonly string _contentType;
    private readonly string _version;

    /// <param name="path">Where it is in the program, as in <c>Docs/docs.css</c>.</param>
    public Asset(string path)
    {
        _bytes = EmbeddedFile.Read(path);
        _contentType = Path.GetExtension(path) == ".css" ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        _version = Convert.ToHexStringLower(SHA256.HashData(_bytes))[..16];
        Address = $"/assets/{_version}/{Path.GetFileName(path)}";
    }

    /// <summary>The colours, and what else all pages have in common.</summary>
    public static Asset Theme { get; } = new("Web/theme.css");

    /// <summary>What must be known of the theme before anything is drawn, and the button that turns it.</summary>
    public static Asset ThemeScript { get; } = new("Web/theme.js");

    /// <summary>What every page loads.</summary>
    public static IReadOnlyList<Asset> OfAllPages { get; } = [Theme, ThemeScript];

    public string Address { get; }

    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods(Address, GetOrHead, SendAsync).ExcludeFromDescription();

    // A plain delegate: for one with parameters or a result the framework makes and compiles code at the start, milliseconds for each.
    private Task SendAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(_bytes, _contentType, entityTag: new EntityTagHeaderValue($"\"{_version}\"")).ExecuteAsync(http);
    }
}
