namespace ContactBooks.Server.Settings;

/// <summary>The addresses to listen on, as they may be written.</summary>
internal static class ListenUrls
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "addresses such as http://127.0.0.1:5091 or https://0.0.0.0:5443, several separated by ;";

    /// <summary>Checks a list of addresses, so that a slip in it is told before anything is started.</summary>
    public static bool TryParse(string text, out string urls)
    {
        var addresses = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        urls = string.Join(';', addresses);
        return addresses.Length > 0 && addresses.All(IsAddress);
    }

    /// <summary>Whether any of them is https, which needs a certificate.</summary>
    public static bool HasHttps(string urls) => urls.Split(';').Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                && address.PathBase.Length == 0
                && (address.IsUnixPipe || address.Host.IndexOf(':', StringComparison.Ordinal) < 0 || address.Host.StartsWith('['))
                && address.Port is >= 0 and <= ushort.MaxValue;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
