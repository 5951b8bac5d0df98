using System.Runtime.CompilerServices;

namespace ContactBooks.Client;

/// <summary>The Idempotency-Key header's values.</summary>
internal static class IdempotencyKey
{
    private const int MaxLength = 255;

    public static string New() => Guid.NewGuid().ToString();

    /// <summary>The caller's key, or a new one for null.</summary>
    public static string CheckOrNew(string? idempotencyKey) => idempotencyKey is null ? New() : Check(idempotencyKey);

    /// <summary>Gives the key back if it can be one.</summary>
    public static string Check(string key, int maxLength = MaxLength, [CallerArgumentExpression(nameof(key))] string? name = null) =>
        key.Length >= 1 && key.Length <= maxLength && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new ArgumentException($"It must be 1 to {maxLength} visible ASCII characters.", name);
}
