namespace ContactBooks.Server.Accounts;

/// <summary>The lifetimes of tokens that have a name.</summary>
internal static class TokenLifetime
{
    /// <summary>Without an end.</summary>
    public const string Never = "never";

    /// <summary>All of them, the shortest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["1w", "1m", "3m", "6m", "1y", Never];

    /// <summary>When a token ends that is made now, null for never; false for a text that names no lifetime.</summary>
    public static bool TryEnd(string name, DateTimeOffset now, out DateTimeOffset? end)
    {
        end = name switch
        {
            "1w" => now.AddDays(7),
            "1m" => now.AddMonths(1),
            "3m" => now.AddMonths(3),
            "6m" => now.AddMonths(6),
            "1y" => now.AddYears(1),
            _ => null,
        };
        return end is not null || name == Never;
    }
}
