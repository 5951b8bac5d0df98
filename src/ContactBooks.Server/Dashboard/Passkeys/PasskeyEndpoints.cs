using System.Net.Mime;
using ContactBooks.Server.Dashboard.Access;

namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>What passkeys.js asks for before it asks the browser. What comes of it is sent with a page's form.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>Where the options to sign in are.</summary>
    public const string ToSignIn = "/sign-in/passkey";

    /// <summary>Where the options to add a passkey are.</summary>
    public const string ToAdd = "/account/passkey";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ToSignIn, BeginSignInAsync);
        routes.MapPost(ToAdd, BeginAddingAsync).RequireAuthorization();
    }

    private static async Task<IResult> BeginSignInAsync(HttpContext http, PasskeyCeremonies ceremonies) =>
        Json(await ceremonies.BeginSignInAsync(http));

    private static async Task<IResult> BeginAddingAsync(HttpContext http, PasskeyCeremonies ceremonies) =>
        Json(await ceremonies.BeginAddingAsync(http, Sessions.Of(http)!));

    private static IResult Json(string options) => Results.Text(options, MediaTypeNames.Application.Json);
}
