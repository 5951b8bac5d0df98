using System.Diagnostics;

namespace ContactBooks.Server.Api.Answers;

/// <summary>How long a request has taken so far.</summary>
internal static class RequestClock
{
    private static readonly object Key = new();

    public static void Start(HttpContext http) => http.Items[Key] = Stopwatch.GetTimestamp();

    public static TimeSpan Elapsed(HttpContext http) => http.Items[Key] is long start ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;
}
