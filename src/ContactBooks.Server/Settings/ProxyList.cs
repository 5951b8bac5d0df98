using System.Net;

namespace ContactBooks.Server.Settings;

/// <summary>The proxies to trust, as they may be written.</summary>
internal static class ProxyList
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "addresses or networks such as 10.0.0.7 or 10.0.0.0/24, separated by commas or spaces";

    private static readonly char[] Separators = [',', ' ', '\t', '\n'];

    /// <summary>Reads a list; a single address is a network of one.</summary>
    public static bool TryParse(string text, out IReadOnlyList<IPNetwork> networks)
    {
        var parts = text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var read = parts.Select(Parse).ToList();
        networks = [.. read.OfType<IPNetwork>()];
        return parts.Length > 0 && networks.Count == read.Count;
    }

    // IPAddress takes "10" for 0.0.0.10, which here is a slip.
    private static IPNetwork? Parse(string text) =>
        text.Contains('/', StringComparison.Ordinal)
            ? IPNetwork.TryParse(text, out var network) ? network : null
            : IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3)
                ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                : null;
}
