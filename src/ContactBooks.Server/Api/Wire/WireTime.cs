using System.Globalization;

namespace ContactBooks.Server.Api.Wire;

/// <summary>Times on the wire: UTC, ISO 8601, milliseconds, <c>Z</c>.</summary>
internal static class WireTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
