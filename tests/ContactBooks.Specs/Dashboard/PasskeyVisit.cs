using ContactBooks.Core.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>Somebody with a passkey at a browser, who has opened the server by its name: at a number browsers have no passkeys.</summary>
internal sealed class PasskeyVisit : IDisposable
{
    private PasskeyVisit(Visitor visitor, Uri site)
    {
        Browser = visitor;
        Browser.Headers["Host"] = site.Authority;
        Browser.Headers["Origin"] = site.GetLeftPart(UriPartial.Authority);
    }

    public Visitor Browser { get; }

    /// <summary>Nobody is signed in.</summary>
    public static PasskeyVisit Open(RunningServer server) => new(new Visitor(server), SiteOf(server));

    /// <summary>A person of that customer is signed in.</summary>
    public static async Task<PasskeyVisit> OpenAsync(RunningServer server, Api api, AccountRole role = AccountRole.Owner) =>
        new(await Visitor.OfAsync(server, api, role), SiteOf(server));

    public static TestPasskey NewPasskey(RunningServer server) => new(SiteOf(server));

    /// <summary>The options to add a passkey.</summary>
    public async Task<string> BeginAddingAsync() => (await Browser.PostAsync("/account/passkey")).Text;

    public Task<VisitedPage> AddAsync(string credential, string name = "Laptop") =>
        Browser.SendFormAsync("/account", "add-passkey", ("Name", name), ("Credential", credential));

    /// <summary>Adds that passkey, from the first question to the last answer.</summary>
    public async Task AddAsync(TestPasskey passkey) => (await AddAsync(passkey.Create(await BeginAddingAsync()))).Status.Should().Be(302);

    /// <summary>The options to sign in.</summary>
    public async Task<VisitedPage> BeginSignInAsync() => await Browser.PostAsync("/sign-in/passkey");

    public Task<VisitedPage> SignInAsync(string credential) =>
        Browser.SendFormAsync("/sign-in?return=/account", "passkey", ("Credential", credential));

    /// <summary>Signs in with that passkey, from the first question to the last answer.</summary>
    public async Task<VisitedPage> SignInAsync(TestPasskey passkey) => await SignInAsync(passkey.Sign((await BeginSignInAsync()).Text));

    /// <summary>Who is signed in shows again who it is with that passkey.</summary>
    public async Task<VisitedPage> ConfirmAsync(TestPasskey passkey) =>
        await Browser.SendFormAsync("/account", "confirm-passkey", ("Credential", passkey.Sign((await BeginSignInAsync()).Text)));

    /// <summary>Whether somebody is signed in.</summary>
    public async Task<bool> IsInAsync() => (await Browser.OpenAsync("/account")).Status == 200;

    public void Dispose() => Browser.Dispose();

    private static Uri SiteOf(RunningServer server) => new UriBuilder(server.Address) { Host = "localhost" }.Uri;
}
