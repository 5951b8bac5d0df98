using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>An open browser is not enough to add or remove a passkey: ten minutes after signing in one shows again who one is.</summary>
public sealed class ConfirmationSpecs : IAsyncLifetime
{
    private const string Password = "correct horse battery staple";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task By_the_password_what_was_open_stays_open()
    {
        var api = await _server.NewCustomerAsync();
        var now = _server.Clock.GetUtcNow();
        var uid = PublicUid.New(PublicUid.Operator, now);
        await _server.Store.Accounts.CreateOperatorAsync(new NewOperator(uid, "Meera", "meera@example.com", Passwords.Hash(Password)), null, now);
        using var visit = PasskeyVisit.Open(_server);
        await visit.Browser.OpenAsync(await Invitations.ToSignInAsync(_server.Store, _server.Address, uid, now));
        await visit.Browser.SendFormAsync($"/customers/{api.Customer.Uid}", "open");
        using var passkey = PasskeyVisit.NewPasskey(_server);

        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        await SeeThatNoneIsAddedAsync(visit);
        (await ConfirmAsync("something else")).Text.Should().Contain("This is not your current password.");
        await SeeThatNoneIsAddedAsync(visit);

        (await ConfirmAsync(Password)).Status.Should().Be(302);
        await visit.AddAsync(passkey);
        (await visit.Browser.OpenAsync("/books")).Text.Should().Contain(api.Customer.Name);

        Task<VisitedPage> ConfirmAsync(string password) => visit.Browser.SendFormAsync("/account", "confirm", ("Password", password));
    }

    [Fact]
    public async Task By_a_passkey_of_ones_own_and_by_no_other_is_one_removed()
    {
        var (api, other) = (await _server.NewCustomerAsync(), await _server.NewCustomerAsync());
        using var visit = await PasskeyVisit.OpenAsync(_server, api);
        using var passkey = PasskeyVisit.NewPasskey(_server);
        await visit.AddAsync(passkey);
        using var others = PasskeyVisit.NewPasskey(_server);
        using var another = await PasskeyVisit.OpenAsync(_server, other);
        await another.AddAsync(others);

        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        (await visit.ConfirmAsync(others)).Text.Should().Contain("This is no passkey of your account");
        await RemoveAsync();
        (await _server.Store.Passkeys.ListAsync(api.UserUid)).Should().ContainSingle();

        (await visit.ConfirmAsync(passkey)).Status.Should().Be(302);
        await RemoveAsync();
        (await _server.Store.Passkeys.ListAsync(api.UserUid)).Should().BeEmpty();

        Task RemoveAsync() => visit.Browser.SendFormAsync("/account", "remove-passkey", ("CredentialId", passkey.Id));
    }

    [Fact]
    public async Task One_that_was_asked_for_in_time_is_added_though_it_comes_late()
    {
        using var visit = await PasskeyVisit.OpenAsync(_server, await _server.NewCustomerAsync());
        using var passkey = PasskeyVisit.NewPasskey(_server);
        _server.Clock.Advance(TimeSpan.FromMinutes(9));
        var question = await visit.BeginAddingAsync();
        _server.Clock.Advance(TimeSpan.FromMinutes(2));

        (await visit.AddAsync(passkey.Create(question))).Status.Should().Be(302);
    }

    [Fact]
    public async Task Who_has_neither_comes_in_anew_by_a_link()
    {
        var api = await _server.NewCustomerAsync();
        using var visit = await PasskeyVisit.OpenAsync(_server, api);
        using var passkey = PasskeyVisit.NewPasskey(_server);
        _server.Clock.Advance(TimeSpan.FromMinutes(10));
        await SeeThatNoneIsAddedAsync(visit);
        (await visit.Browser.OpenAsync("/account")).Text.Should().Contain("come in anew by a link").And.NotContain("type=\"password\"");

        using var again = await PasskeyVisit.OpenAsync(_server, api);
        await again.AddAsync(passkey);
    }

    private static async Task SeeThatNoneIsAddedAsync(PasskeyVisit visit)
    {
        (await visit.Browser.PostAsync("/account/passkey")).Status.Should().Be(403);
        (await visit.Browser.OpenAsync("/account")).Text.Should().Contain("Show that it is you").And.NotContain("data-passkey=\"create\"");
    }
}
