namespace ContactBooks.Client;

/// <summary>The contacts of books, and uploads into them. Every method may throw a <see cref="ContactBooksException"/>.</summary>
public sealed class ContactsClient
{
    private readonly ApiConnection _api;

    internal ContactsClient(ApiConnection api) => _api = api;

    /// <summary>
    /// Lists a book's contacts, newest membership first, page after page as they are asked for; with a search in an order that stays the
    /// same from page to page.
    /// </summary>
    /// <param name="bookUid">The book.</param>
    /// <param name="search">
    /// Only those with this in phone, names, email or company, without regard to case; digits with spaces, dashes or a plus find the phone.
    /// </param>
    /// <param name="pageSize">Contacts a request, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="BookNotFoundException">This customer has no such book.</exception>
    public IAsyncEnumerable<Contact> ListAsync(
        string bookUid, string? search = null, int pageSize = ApiPaths.PageSize, CancellationToken cancellationToken = default)
    {
        var contacts = ApiPaths.Contacts(bookUid);
        ApiPaths.CheckPageSize(pageSize);
        return Cursor.WalkAsync<Contact>(ReadPageAsync, cancellationToken);

        async Task<(IReadOnlyList<Contact>, string?)> ReadPageAsync(string? cursor, CancellationToken cancellation)
        {
            var path = ApiPaths.WithQuery(contacts, ("search", search), ApiPaths.Limit(pageSize), ("cursor", cursor));
            var answer = await _api.SendAsync(
                ApiRequest.Get(path), WireJson.Default.EnvelopeContactListData, cancellation).ConfigureAwait(false);
            return (answer.Data.Contacts, answer.Data.Pagination.NextCursor);
        }
    }

    /// <summary>
    /// Uploads up to 1000 rows in one request, which is one transaction: where this returns, all that it reports is on disk. Where it
    /// throws, nothing was written, unless the connection was lost for longer than the retries last: then the same key tells.
    /// </summary>
    /// <param name="bookUid">The book.</param>
    /// <param name="rows">1 to 1000 rows, to 8 MiB as JSON.</param>
    /// <param name="options">Default country code, key, update policy, dry run.</param>
    /// <param name="cancellationToken">Ends the call; whether the rows went in is then open.</param>
    /// <exception cref="BookNotFoundException">This customer has no such book.</exception>
    /// <exception cref="ValidationFailedException">No row or too many, or a default country code that there isn't.</exception>
    /// <exception cref="PayloadTooLargeException">The rows are more than the server takes at once.</exception>
    public Task<UploadResult> UploadAsync(
        string bookUid, IReadOnlyList<ContactRow> rows, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new UploadOptions();
        var chunk = new Chunk(options.DefaultCountryCode);
        using var json = new RowWriter();
        foreach (var row in rows)
        {
            json.Write(row);
            chunk.Add(json.Written);
        }

        return new ChunkUpload(_api, bookUid, options.UpdatePolicy, options.DryRun)
            .SendAsync(chunk, rowsBefore: 0, options.IdempotencyKey, cancellationToken);
    }

    /// <summary>
    /// Uploads rows without end in chunks, several at once, and gives each row's result in the order of the rows, as soon as it and those
    /// before it are there. Rows are read no further ahead than the chunks under way. Nothing happens until the results are asked for,
    /// and whoever stops asking stops the upload.
    /// </summary>
    /// <param name="bookUid">The book.</param>
    /// <param name="rows">The rows, read once.</param>
    /// <param name="options">Chunks, how many at once, the prefix of their keys, default country code, update policy, dry run.</param>
    /// <param name="progress">Told after each chunk, one call at a time; chunks may end out of order.</param>
    /// <param name="cancellationToken">Ends the upload; whether the chunks under way went in is then open, and their keys tell.</param>
    /// <exception cref="ChunkFailedException">
    /// A chunk failed: the results of all rows before it have been given. To resume, upload the same rows with the same
    /// <see cref="UploadManyOptions.KeyPrefix"/> within 24 hours.
    /// </exception>
    public IAsyncEnumerable<RowResult> UploadManyAsync(
        string bookUid,
        IAsyncEnumerable<ContactRow> rows,
        UploadManyOptions? options = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new UploadManyOptions();
        options.Validate();
        var upload = new ChunkUpload(_api, bookUid, options.UpdatePolicy, options.DryRun);
        return new ChunkedUpload(upload, rows, options, progress).RunAsync(cancellationToken);
    }

    /// <inheritdoc
    /// cref="UploadManyAsync(string, IAsyncEnumerable{ContactRow}, UploadManyOptions, IProgress{UploadProgress}, CancellationToken)"/>
    public IAsyncEnumerable<RowResult> UploadManyAsync(
        string bookUid,
        IEnumerable<ContactRow> rows,
        UploadManyOptions? options = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return UploadManyAsync(bookUid, rows.ToAsyncEnumerable(), options, progress, cancellationToken);
    }
}
