namespace ContactBooks.Server.Web;

/// <summary>
/// The server's address as the reader knows it, for the samples: where the request came to, by a trusted proxy's word if
/// there is one.
/// </summary>
internal static class ReaderAddress
{
    /// <summary>Where a server listens unless told otherwise.</summary>
    public const string Default = "https://contacts.example.com";

    /// <summary>
    /// Its scheme and host, with no slash at the end. Whoever sends a request chooses its <c>Host</c>, and a sample is pasted
    /// into a shell: one with anything but letters, digits and what parts them in an address isn't repeated.
    /// </summary>
    public static string Of(HttpRequest request)
    {
        var host = request.Host.Value;
        var isPlain = host is { Length: > 0 } && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']');
        return isPlain ? $"{request.Scheme}://{host}" : Default;
    }
}
