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

    // Whoever finds a browser open, or takes its cookie, is not to stay in by a passkey of theirs. Without the question there is no answer.
    private static async Task<IResult> BeginAddingAsync(HttpContext http, PasskeyCeremonies ceremonies, Sessions sessions) =>
        Sessions.Of(http) is { } session && sessions.IsTrusted(session)
            ? Json(await ceremonies.BeginAddingAsync(http, session))
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static IResult Json(string options) => Results.Text(options, MediaTypeNames.Application.Json);
}
