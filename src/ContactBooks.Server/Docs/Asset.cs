using System.Security.Cryptography;

namespace ContactBooks.Server.Docs;

/// <summary>A file that the page loads. Its address changes with what is in it, so a browser may keep it for good.</summary>
internal sealed class Asset
{
    private Asset(string name, string contentType)
    {
        Bytes = EmbeddedFile.Read(name);
        ContentType = contentType;
        Version = Convert.ToHexStringLower(SHA256.HashData(Bytes))[..16];
        Address = $"/docs/assets/{Version}/{name}";
    }

    /// <summary>The style.</summary>
    public static Asset Style { get; } = new("docs.css", "text/css; charset=utf-8");

    /// <summary>What must be known before anything is drawn: theme and language.</summary>
    public static Asset Choices { get; } = new("choices.js", "text/javascript; charset=utf-8");

    /// <summary>The rest of what the page does.</summary>
    public static Asset Script { get; } = new("docs.js", "text/javascript; charset=utf-8");

    public static IReadOnlyList<Asset> All { get; } = [Style, Choices, Script];

    public byte[] Bytes { get; }

    public string ContentType { get; }

    public string Version { get; }

    public string Address { get; }
}
