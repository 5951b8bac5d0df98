using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.History;
using Microsoft.AspNetCore.Mvc;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>What forms and links of the imports' pages do that needs no page of its own.</summary>
internal sealed class ImportActions(IStore store, ImportEventStream events, RejectedRows rejects, ChangeUndo undo, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var book = routes.MapGroup("/books/{bookUid}").RequireAuthorization(DashboardPolicies.Books);

        // The framework would read the form into memory to look for its token, and the file with it: that a file comes from a page of
        // this server is known by DashboardMiddleware alone. The page at the same address is for GET; of a POST this comes first.
        book.MapPost("/import", (HttpContext http, string bookUid, FileReception reception) => reception.AnswerAsync(http, bookUid)).WithOrder(-1);

        var import = book.MapGroup("/imports/{importUid}");
        import.MapGet("/events", (HttpContext http, string bookUid, string importUid, ImportActions actions) => actions.FollowAsync(http, bookUid, importUid));
        import.MapGet("/rejects", (HttpContext http, string bookUid, string importUid, ImportActions actions) => actions.SendRejectsAsync(http, bookUid, importUid));
        import.MapPost(
            "/cancel",
            (HttpContext http, string bookUid, string importUid, [FromForm(Name = "return")] string back, ImportActions actions) =>
                actions.CancelAsync(http, bookUid, importUid, back));

        routes.MapPost(
            "/history/{changeUid}/undo",
            (HttpContext http, string changeUid, [FromForm(Name = "return")] string back, ImportActions actions) => actions.UndoAsync(http, changeUid, back))
            .RequireAuthorization(DashboardPolicies.Books);
    }

    private async Task FollowAsync(HttpContext http, string bookUid, string importUid)
    {
        if (await FindAsync(http, bookUid, importUid) is var (book, import))
        {
            await events.SendAsync(http, CustomerOf(http), book.Id, import);
        }
    }

    private async Task SendRejectsAsync(HttpContext http, string bookUid, string importUid)
    {
        if (await FindAsync(http, bookUid, importUid) is var (_, import))
        {
            await rejects.SendAsync(http, CustomerOf(http), import);
        }
    }

    private async Task<IResult> CancelAsync(HttpContext http, string bookUid, string importUid, string back)
    {
        if (await store.Books.FindAsync(CustomerOf(http), bookUid) is not { } book)
        {
            return Results.NotFound();
        }

        await store.Imports.CancelAsync(CustomerOf(http), book.Id, importUid, clock.GetUtcNow());
        return Results.LocalRedirect(LocalAddress.Of(back));
    }

    // Where it can't be undone any more, the page that is gone back to shows so.
    private async Task<IResult> UndoAsync(HttpContext http, string changeUid, string back)
    {
        if (await store.History.FindAsync(CustomerOf(http), changeUid, clock.GetUtcNow()) is null)
        {
            return Results.NotFound();
        }

        await undo.UndoAsync(CustomerOf(http), changeUid, new Actor(null, Sessions.Of(http)!.AccountUid), http.RequestAborted);
        return Results.LocalRedirect(LocalAddress.Of(back));
    }

    /// <summary>An import of a book; null where the customer has none such, and the answer says so.</summary>
    private async Task<(Book Book, Import Import)?> FindAsync(HttpContext http, string bookUid, string importUid)
    {
        if (await store.Books.FindAsync(CustomerOf(http), bookUid) is { } book &&
            await store.Imports.FindAsync(CustomerOf(http), book.Id, importUid) is { } import)
        {
            return (book, import);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return null;
    }

    private static CustomerId CustomerOf(HttpContext http) => Sessions.Of(http)!.Customer!.Id;
}
