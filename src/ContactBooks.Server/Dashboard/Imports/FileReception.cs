using ContactBooks.Core.Books;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Dashboard.Faults;
using ContactBooks.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>
/// Takes a file from its form:
/// <list type="number">
/// <item>its bytes, on this node's disk (<see cref="ImportBody"/>);</item>
/// <item>whether it can be used at all (<see cref="FilePlanner"/>): what can't is told on the page it was chosen on;</item>
/// <item>the file, in the store, under the identifier that its import will have, so that any node can show the steps to come.</item>
/// </list>
/// </summary>
internal sealed class FileReception(
    IStore store, ImportBody bodies, FilePlanner planner, FaultWording wording, ServerSettings settings, TimeProvider clock)
{
    private const string PastedName = "pasted.tsv";

    public async Task<IResult> AnswerAsync(HttpContext http, string bookUid)
    {
        var customer = Sessions.Of(http)!.Customer!;
        if (await store.Books.FindAsync(customer.Id, bookUid) is not { } book)
        {
            return Results.NotFound();
        }

        // 1
        var (file, refused) = await bodies.ReadAsync(http);
        if (file is null)
        {
            return Refuse(http, book, refused!);
        }

        // 2
        var (plan, error) = await planner.MakeForAsync(file.File.Path, file.Fields, customer.Id, customer.CountryCode ?? settings.DefaultCountryCode);
        if (plan is null)
        {
            return Refuse(http, book, error!);
        }

        // 3
        var uid = PublicUid.New(PublicUid.Import, clock.GetUtcNow());
        await file.File.KeepAsync(store.Imports, customer.Id, uid, clock, http.RequestAborted);
        var next = $"/books/{book.Uid}/import/{uid}{QueryString.Create(DraftPage.NameField, file.Name ?? PastedName)}";

        // A script goes on by itself: with an answer that redirects it the page would be made twice.
        return IsScript(http) ? Results.Created(next, null) : Results.LocalRedirect(next);
    }

    private IResult Refuse(HttpContext http, Book book, ApiError error) => IsScript(http)
        ? Results.Text(wording.OfFile(error).ToString(), statusCode: StatusCodes.Status422UnprocessableEntity)
        : new RazorComponentResult<RefusedFilePage>(new { Book = book, Fault = wording.OfFile(error) })
        {
            StatusCode = StatusCodes.Status422UnprocessableEntity,
        };

    private static bool IsScript(HttpContext http) => http.Request.Headers.Accept == "text/plain";
}
