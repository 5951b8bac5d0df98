using Microsoft.Extensions.Primitives;

namespace ContactBooks.Server.Api.Access;

/// <summary>The token in the <c>Authorization</c> header.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer";

    /// <summary>The token; null where there is no header, another scheme, or nothing after the scheme.</summary>
    public static string? Of(StringValues authorization)
    {
        // Two such headers are no one's honest client; the joined text can't be a token.
        var header = authorization.ToString().AsSpan().Trim();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length || !char.IsWhiteSpace(header[Scheme.Length]))
        {
            return null;
        }

        var token = header[Scheme.Length..].Trim();
        return token.IsEmpty ? null : token.ToString();
    }
}
