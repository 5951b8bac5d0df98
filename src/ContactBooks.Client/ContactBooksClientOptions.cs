namespace ContactBooks.Client;

/// <summary>Where the server is, who calls, and how long a request is tried again. Read once, when the client is made.</summary>
public sealed class ContactBooksClientOptions
{
    /// <summary>
    /// The server's address without the API's path, as in <c>https://contacts.example.com</c>; a path of a proxy before it is
    /// kept. Required, unless the <see cref="HttpClient"/> has one.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The API token, <c>w91_live_…</c>. Required. It goes into the Authorization header and nowhere else.</summary>
    public string Token { get; set; } = "";

    /// <summary>
    /// How long a request is tried again after it first failed for a reason that may pass: 429, 502, 503, 504, 409
    /// REQUEST_IN_PROGRESS, a lost connection, an attempt that took too long. A minute by default, so that a server may restart;
    /// zero for no retries. A Retry-After that is longer than what is left isn't waited for: the exception carries it.
    /// </summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one attempt may take, its answer included. 60 seconds by default.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Called before each wait for another attempt, on any thread, to log it. It must not throw.</summary>
    public Action<RetryNotice>? OnRetry { get; set; }

    /// <summary>What waits and time-outs go by.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Checks what has no request to fail yet. No message has the token in it.</summary>
    internal void Validate()
    {
        if (string.IsNullOrEmpty(Token) || Token.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException("The token must be there, in visible ASCII characters without spaces.");
        }

        if (BaseAddress is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
        {
            throw new ArgumentException("The base address must be absolute, with http or https.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(RetryFor, TimeSpan.Zero, nameof(RetryFor));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero, nameof(AttemptTimeout));
    }
}
