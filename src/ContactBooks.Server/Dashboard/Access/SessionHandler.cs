using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>Knows the person behind a request for a page. Requests of the API are none of its business: they have tokens.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>What it is called among ways to sign in.</summary>
    public const string Name = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!DashboardEndpoint.Is(Context) || await sessions.FindAsync(Context) is not { } session)
        {
            return AuthenticateResult.NoResult();
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, session.AccountUid), new Claim(ClaimTypes.Role, session.Role.ToString())], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // What was to be sent can't be sent again after signing in, but the page it was on can be looked at.
        var wanted = HttpMethods.IsGet(Request.Method) ? $"{Request.Path}{Request.QueryString}" : Request.Path.ToString();
        Response.Redirect(wanted == "/" ? "/sign-in" : $"/sign-in?return={Uri.EscapeDataString(wanted)}");
        return Task.CompletedTask;
    }
}
