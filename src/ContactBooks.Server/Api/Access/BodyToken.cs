using System.Text.Json;
using ContactBooks.Core.Json;

namespace ContactBooks.Server.Api.Access;

/// <summary>
/// The token in the JSON body, which create and rename take as <c>authToken</c>, <c>auth_token</c> or <c>token</c>.
/// </summary>
internal static class BodyToken
{
    /// <summary>Bytes of a body that are read to look for a token before anyone has shown one.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private static readonly string[] Names = ["authToken", "auth_token", "token"];

    /// <summary>The token; null where there is none or the body can't be read.</summary>
    public static string? Find(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutByteOrderMark(body));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            foreach (var name in Names)
            {
                if (document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String &&
                    value.GetString() is { } token && !string.IsNullOrWhiteSpace(token))
                {
                    return token.Trim();
                }
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // Not JSON, or half a character in the token.
        }
    }
}
