namespace ContactBooks.Client;

/// <summary>
/// A client of the Contact Books API, of one token. Safe for use by many threads at once; make one and keep it. Every request
/// that writes has an idempotency key, so that its retries never have a second effect.
/// </summary>
public sealed class ContactBooksClient : IDisposable
{
    private readonly HttpClient? _owned;

    /// <summary>A client with connections of its own, which end when it is disposed of.</summary>
    /// <param name="baseAddress">The server's address without the API's path.</param>
    /// <param name="token">The API token, <c>w91_live_…</c>.</param>
    public ContactBooksClient(Uri baseAddress, string token)
        : this(new ContactBooksClientOptions { BaseAddress = baseAddress, Token = token })
    {
    }

    /// <summary>A client with connections of its own, which end when it is disposed of.</summary>
    /// <param name="options">Where the server is, who calls, how long a request is tried again.</param>
    public ContactBooksClient(ContactBooksClientOptions options)
        : this(new HttpClient(Connections.NewHandler()) { Timeout = Timeout.InfiniteTimeSpan }, options, isOwned: true)
    {
    }

    /// <summary>A client over connections that the caller keeps. Its retries are its own: add no others to them.</summary>
    /// <param name="http">The connections. Its time-out, if shorter than the options', holds for each attempt.</param>
    /// <param name="options">Where the server is, who calls, how long a request is tried again.</param>
    public ContactBooksClient(HttpClient http, ContactBooksClientOptions options)
        : this(http, options, isOwned: false)
    {
    }

    private ContactBooksClient(HttpClient http, ContactBooksClientOptions options, bool isOwned)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _owned = isOwned ? http : null;
        var api = new ApiConnection(http, options);
        Books = new BooksClient(api);
        Contacts = new ContactsClient(api);
    }

    /// <summary>Contact books.</summary>
    public BooksClient Books { get; }

    /// <summary>The contacts of books, and uploads into them.</summary>
    public ContactsClient Contacts { get; }

    /// <summary>Ends the connections, if they are its own.</summary>
    public void Dispose() => _owned?.Dispose();
}
