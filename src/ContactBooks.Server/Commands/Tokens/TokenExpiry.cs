using System.Globalization;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Commands.Tokens;

/// <summary>The option <c>--expires</c>.</summary>
internal static class TokenExpiry
{
    /// <summary>What it may be, in words.</summary>
    public const string Rule = "1w, 1m, 3m, 6m, 1y, never, a date such as 2030-12-31 (from its 00:00 UTC on the token is invalid) or a UTC time such as 2030-12-31T18:30:00Z";

    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd",
    ];

    /// <summary>When the token ends to be valid; null for never.</summary>
    /// <exception cref="CommandException">It can't be read, or is past.</exception>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        if (!TokenLifetime.TryEnd(text.Trim().ToLowerInvariant(), now, out var end))
        {
            end = ReadTime(text);
        }

        return end is null || end > now
            ? end
            : throw CommandException.Usage(string.Create(
                CultureInfo.InvariantCulture,
                $"--expires {text} is past: it is {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} now. Give a later date, or never."));
    }

    // A time without a zone is UTC; one with another is the same instant in UTC.
    private static DateTimeOffset ReadTime(string text) =>
        DateTimeOffset.TryParseExact(
            text.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw CommandException.Usage($"--expires \"{text}\" can't be read. Give {Rule}.");
}
