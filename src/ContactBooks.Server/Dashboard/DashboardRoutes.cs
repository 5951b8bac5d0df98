using System.Text.Encodings.Web;
using System.Text.Unicode;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Dashboard.Access;
using ContactBooks.Server.Dashboard.Contacts;
using ContactBooks.Server.Dashboard.Errors;
using ContactBooks.Server.Dashboard.Faults;
using ContactBooks.Server.Dashboard.Imports;
using ContactBooks.Server.Dashboard.Localisation;
using ContactBooks.Server.Dashboard.OptOuts;
using ContactBooks.Server.Dashboard.Passkeys;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace ContactBooks.Server.Dashboard;

/// <summary>The pages for people, at <c>/</c>: rendered here, whole, with forms. A node keeps nothing of them between two requests.</summary>
internal static class DashboardRoutes
{
    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddLocalization();

        // As they are, and not as numbers: half a page of Hindi would be numbers.
        services.AddWebEncoders(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignIns>();
        services.AddPasskeys();
        services.AddSingleton<FaultWording>();
        services.AddSingleton<FileReception>();
        services.AddSingleton<ImportActions>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<ContactEdit>();
        services.AddSingleton<ContactHistoryReader>();
        services.AddSingleton<OptOutFiles>();
        services.AddAuthentication(SessionHandler.Name).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Name, null);

        // The parts of AddAuthorization but one: its cache of policies makes every endpoint, the API's among them, once more at the start.
        services.AddAuthorizationCore(DashboardPolicies.Add);
        services.AddAuthorizationPolicyEvaluator();

        services.AddDataProtection().SetApplicationName("Contact Books");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRing>();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<SessionCookie>((options, cookie) =>
        {
            options.Cookie.Name = cookie.AntiforgeryName;
            options.Cookie.Path = "/";
            options.Cookie.SecurePolicy = cookie.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.SuppressXFrameOptionsHeader = true; // the policy's frame-ancestors says it
        });
    }

    public static void UseDashboard(this WebApplication app)
    {
        // Where there is nothing, what says so is a page too.
        app.UseWhen(http => http.GetEndpoint() is null || DashboardEndpoint.Is(http), pages => pages.UseRequestLocalization(Languages.Configure));
        app.UseMiddleware<FaultMiddleware>();
        app.UseMiddleware<DashboardMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>().WithMetadata(DashboardEndpoint.Mark);
        var others = routes.MapGroup("").WithMetadata(DashboardEndpoint.Mark).ExcludeFromDescription();
        AccessEndpoints.Map(others);
        PasskeyEndpoints.Map(others);
        ImportActions.Map(others);
        ContactFiles.Map(others);
        OptOutFiles.Map(others);
        foreach (var asset in DashboardAssets.All)
        {
            asset.Map(routes);
        }
    }
}
