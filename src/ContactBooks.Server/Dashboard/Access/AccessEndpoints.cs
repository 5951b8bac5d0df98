using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Dashboard.Errors;
using ContactBooks.Server.Dashboard.Localisation;
using Microsoft.AspNetCore.Mvc;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>Ways in and out that need no page of their own.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http) => Results.LocalRedirect(Sessions.Of(http)!.Customer is null ? "/customers" : "/books")).RequireAuthorization();
        routes.MapGet("/enter/{secret}", EnterAsync);
        routes.MapPost("/sign-out", (HttpContext http, Sessions sessions, [FromForm] bool everywhere) => SignOutAsync(http, sessions, everywhere))
            .RequireAuthorization();
        routes.MapPost("/language", (HttpContext http, [FromForm] string language, [FromForm(Name = "return")] string back) => ChooseLanguage(http, language, back));
        routes.MapPost("/customers/close", CloseCustomerAsync).RequireAuthorization(DashboardPolicies.Operator);
    }

    /// <summary>Signs in who follows the link of an invitation to do so. It does so once.</summary>
    private static async Task EnterAsync(HttpContext http, string secret, IStore store, Sessions sessions, TimeProvider clock)
    {
        var (hash, now) = (AccessSecret.Hash(secret), clock.GetUtcNow());
        if (await store.Accounts.FindInvitationAsync(hash, now) is { Purpose: InvitationPurpose.SignIn, AccountUid: { } account } &&
            await store.Accounts.UseInvitationAsync(hash, now))
        {
            await sessions.StartAsync(http, account);
            http.Response.Redirect("/");
            return;
        }

        await FaultPages.WriteAsync(http, PageFault.UsedLink);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, Sessions sessions, bool everywhere)
    {
        await sessions.EndAsync(http, everywhere);
        return Results.LocalRedirect("/sign-in");
    }

    private static async Task<IResult> CloseCustomerAsync(HttpContext http, Sessions sessions)
    {
        await sessions.OpenCustomerAsync(http, null);
        return Results.LocalRedirect("/customers");
    }

    private static IResult ChooseLanguage(HttpContext http, string language, string back)
    {
        if (Languages.Has(language))
        {
            Languages.Choose(http.Response, language);
        }

        return Results.LocalRedirect(LocalAddress.Of(back));
    }
}
