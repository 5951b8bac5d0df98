using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>
/// The cookies of the dashboard. They are bound to the host and to TLS (<c>__Host-</c>), unless the server listens on plain HTTP over
/// loopback alone: there is no TLS then, and not every browser takes the loopback for as safe.
/// </summary>
internal sealed class SessionCookie
{
    private readonly string _prefix;

    public SessionCookie(ServerSettings settings)
    {
        IsSecure = settings.TrustedProxies.Count > 0 || !Loopback.IsAll(settings.Urls);
        _prefix = IsSecure ? "__Host-" : "";
    }

    /// <summary>Whether a browser may send them over TLS alone.</summary>
    public bool IsSecure { get; }

    /// <summary>The name of the cookie that forms are checked against.</summary>
    public string AntiforgeryName => $"{_prefix}contactbooks-form";

    /// <summary>The name of the cookie that a passkey's answer is held against.</summary>
    public string ChallengeName => $"{_prefix}contactbooks-passkey";

    private string Name => $"{_prefix}contactbooks-session";

    /// <summary>The secret that a request brings; null where it brings none.</summary>
    public string? Of(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } secret ? secret : null;

    /// <summary>Has the browser keep it for so long, by the browser's own clock.</summary>
    public void Set(HttpResponse response, string secret, TimeSpan lifetime) => response.Cookies.Append(Name, secret, Options(lifetime));

    /// <summary>Has the browser forget it.</summary>
    public void Delete(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    /// <summary>What holds for each of them.</summary>
    /// <param name="lifetime">How long the browser is to keep it; null for until it is closed.</param>
    public CookieOptions Options(TimeSpan? lifetime) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = IsSecure,
        SameSite = SameSiteMode.Lax,
        MaxAge = lifetime,
        IsEssential = true,
    };
}
