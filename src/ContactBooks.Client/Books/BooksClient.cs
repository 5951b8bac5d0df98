namespace ContactBooks.Client;

/// <summary>Contact books. Every method may throw a <see cref="ContactBooksException"/>.</summary>
public sealed class BooksClient
{
    private readonly ApiConnection _api;

    internal BooksClient(ApiConnection api) => _api = api;

    /// <summary>Makes a book, active and empty.</summary>
    /// <param name="book">What it is made from.</param>
    /// <param name="idempotencyKey">
    /// A key of 1 to 255 visible ASCII characters, so that the same call made again within 24 hours, by another process even, makes no
    /// second book. Without one each call has a key of its own, which covers its retries.
    /// </param>
    /// <param name="cancellationToken">Ends the call; whether the book was made is then open.</param>
    /// <exception cref="ValidationFailedException">A field is wrong.</exception>
    public Task<ContactBook> CreateAsync(NewContactBook book, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(book);
        return SendAsync(ApiRequest.Post(ApiPaths.Books, book, WireJson.Default.NewContactBook, idempotencyKey), cancellationToken);
    }

    /// <summary>Reads a book.</summary>
    /// <param name="bookUid">Its identifier.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="BookNotFoundException">This customer has no such book.</exception>
    public Task<ContactBook> GetAsync(string bookUid, CancellationToken cancellationToken = default) =>
        SendAsync(ApiRequest.Get(ApiPaths.Book(bookUid)), cancellationToken);

    /// <summary>Gives a book another name; nothing else of it can be changed.</summary>
    /// <param name="bookUid">Its identifier.</param>
    /// <param name="name">1 to 100 characters after trimming.</param>
    /// <param name="idempotencyKey">See <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">Ends the call; whether the book has the new name is then open.</param>
    /// <exception cref="BookNotFoundException">This customer has no such book.</exception>
    /// <exception cref="ValidationFailedException">The name is empty or too long.</exception>
    public Task<ContactBook> RenameAsync(
        string bookUid, string name, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var body = new NewContactBook(name);
        return SendAsync(ApiRequest.Post(ApiPaths.Book(bookUid), body, WireJson.Default.NewContactBook, idempotencyKey), cancellationToken);
    }

    /// <summary>Lists books, the newest first, page after page as they are asked for.</summary>
    /// <param name="status">Only those of this status, one of <see cref="BookStatus"/>.</param>
    /// <param name="search">Only those with this in name or description, without regard to case.</param>
    /// <param name="pageSize">Books a request, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<ContactBook> ListAsync(
        string? status = null, string? search = null, int pageSize = ApiPaths.PageSize, CancellationToken cancellationToken = default)
    {
        ApiPaths.CheckPageSize(pageSize);
        return Cursor.WalkAsync<ContactBook>(ReadPageAsync, cancellationToken);

        async Task<(IReadOnlyList<ContactBook>, string?)> ReadPageAsync(string? cursor, CancellationToken cancellation)
        {
            var path = ApiPaths.WithQuery(
                ApiPaths.Books, ("status", status), ("search", search), ApiPaths.Limit(pageSize), ("cursor", cursor));
            var answer = await _api.SendAsync(
                ApiRequest.Get(path), WireJson.Default.EnvelopeBookListData, cancellation).ConfigureAwait(false);
            return (answer.Data.ContactBooks, answer.Data.Pagination.NextCursor);
        }
    }

    private async Task<ContactBook> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await _api.SendAsync(request, WireJson.Default.EnvelopeBookData, cancellationToken).ConfigureAwait(false)).Data.ContactBook;
}
