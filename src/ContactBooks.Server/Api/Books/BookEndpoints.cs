using ContactBooks.Core.Books;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Books;

/// <summary>The endpoints of the books themselves: list, read, create, rename.</summary>
internal sealed class BookEndpoints(Gate gate, IStore store, RequestBody bodies, IdempotencyKey keys, TimeProvider clock)
{
    public async Task<ApiAnswer> ListAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var slice = query.Slice<BookCursor>(BookCursor.TryParse);
        var filter = new BookFilter(query.Status(), query.Search());
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var page = await store.Books.ListAsync(grant.CustomerId, filter, slice);
        BookJson[] books = [.. page.Items.Select(BookJson.Of)];
        return ApiAnswer.Ok(
            "Contact books retrieved",
            new BookListData(books, books, PaginationJson.Of(query, slice, page)),
            WireJson.Default.BookListData);
    }

    public async Task<ApiAnswer> ReadAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid);
        return admission.Book is { } book ? Answer("Contact book retrieved", book) : admission.Error!;
    }

    public async Task<ApiAnswer> CreateAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http, takesBodyToken: true);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var now = clock.GetUtcNow();
        return await WriteAsync(
            http,
            admission,
            "POST /api/v2/contact-books",
            "Contact book created",
            BookRequestReader.ReadCreation,
            (request, keep) => store.Books.CreateAsync(
                grant.CustomerId,
                new NewBook(PublicUid.New(PublicUid.Book, now), request.Name, request.Description, request.Color),
                now,
                keep,
                http.RequestAborted));
    }

    public async Task<ApiAnswer> RenameAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid, takesBodyToken: true);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            return admission.Error!;
        }

        return await WriteAsync(
            http,
            admission,
            $"POST /api/v2/contact-books/{book.Uid}",
            "Contact book updated",
            BookRequestReader.ReadRenaming,
            (request, keep) => store.Books.RenameAsync(grant.CustomerId, book.Id, request.Name, clock.GetUtcNow(), keep, http.RequestAborted));
    }

    /// <summary>What create and rename have in common: body, key, shape, store, answer.</summary>
    private async Task<ApiAnswer> WriteAsync(
        HttpContext http,
        Admission admission,
        string operation,
        string message,
        Func<ReadOnlyMemory<byte>, (BookRequest? Request, IReadOnlyList<RequestFault> Faults)> read,
        Func<BookRequest, AnswerToKeep<Book>?, ValueTask<Written<Book>>> write)
    {
        var body = admission.Body is { } bytes ? new BodyReading(bytes, null) : await bodies.ReadAsync(http);
        if (body.Error is { } unreadable)
        {
            return unreadable;
        }

        var key = await keys.ReadAsync(http, admission.Grant!, operation, body.Bytes);
        if (key.Answer is { } decided)
        {
            return decided;
        }

        var (request, faults) = read(body.Bytes);
        if (request is null)
        {
            return ApiError.Validation(faults[0].Message, faults);
        }

        var written = await write(request, key.Keep<Book>(message, book => Envelope.Render(Answer(message, book).WriteData!, 512)));
        return IdempotencyKey.AnswerTo(written) ?? Answer(message, written.Value!);
    }

    private static ApiAnswer Answer(string message, Book book) => ApiAnswer.Ok(message, new BookData(BookJson.Of(book)), WireJson.Default.BookData);
}
