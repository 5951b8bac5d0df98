using System.Net;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>What stays within the machine.</summary>
internal static class Loopback
{
    /// <summary>Whether all of those addresses, separated by <c>;</c>, are plain HTTP over loopback.</summary>
    public static bool IsAll(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && IsHost(address.Host));

    /// <summary>Whether a host's name or address is that of the machine itself.</summary>
    public static bool IsHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
