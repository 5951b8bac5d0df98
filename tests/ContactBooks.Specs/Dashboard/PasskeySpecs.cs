using System.Buffers.Text;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

public sealed class PasskeySpecs(RunningServer server)
{
    private const string NotIn = "This passkey doesn&#x27;t sign in to any account here";

    [Theory]
    [InlineData(AccountRole.Owner)]
    [InlineData(AccountRole.Member)]
    public async Task A_passkey_that_was_added_signs_its_person_in_without_a_name(AccountRole role)
    {
        var api = await server.NewCustomerAsync();
        using var passkey = PasskeyVisit.NewPasskey(server);
        using var home = await PasskeyVisit.OpenAsync(server, api, role);
        await home.AddAsync(passkey);
        (await home.Browser.OpenAsync("/account")).Text.Should().Contain(">Laptop</bdi>").And.Contain("not yet");

        using var away = PasskeyVisit.Open(server);
        var page = await away.SignInAsync(passkey);

        page.Status.Should().Be(302);
        page.Location.Should().EndWith("/account");
        var person = role == AccountRole.Owner ? api.Customer.Name : "A member";
        (await away.Browser.OpenAsync("/account")).Text.Should().Contain(person).And.NotContain("not yet");
    }

    [Fact]
    public async Task So_does_an_operators()
    {
        var now = server.Clock.GetUtcNow();
        var uid = PublicUid.New(PublicUid.Operator, now);
        await server.Store.Accounts.CreateOperatorAsync(new NewOperator(uid, "Meera", $"{uid}@example.com", null), null, now);
        using var passkey = PasskeyVisit.NewPasskey(server);
        using var home = PasskeyVisit.Open(server);
        await home.Browser.OpenAsync(await Invitations.ToSignInAsync(server.Store, server.Address, uid, now));
        await home.AddAsync(passkey);

        using var away = PasskeyVisit.Open(server);
        await away.SignInAsync(passkey);

        (await away.Browser.OpenAsync("/customers")).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_same_answer_signs_in_once_whoever_sends_it_again_with_all_that_came_with_it()
    {
        using var passkey = await NewPasskeyAsync(await server.NewCustomerAsync());
        using var away = PasskeyVisit.Open(server);
        using var thief = PasskeyVisit.Open(server);
        var (used, fresh) = (await away.BeginSignInAsync(), await PasskeyVisit.Open(server).BeginSignInAsync());
        var answer = passkey.Sign(used.Text);
        (await away.SignInAsync(answer)).Status.Should().Be(302);

        thief.Browser.Headers["Cookie"] = CookieOf(used);
        await SeeThatNobodyIsInAsync(thief, answer);

        thief.Browser.Headers["Cookie"] = CookieOf(fresh);
        (await thief.SignInAsync(passkey.Sign(fresh.Text))).Status.Should().Be(302, "nobody had answered this, and the cookie does arrive");
    }

    [Fact]
    public async Task A_store_that_fails_is_no_fault_of_the_passkey()
    {
        await using var failing = await RunningServer.StartAsync(store => new StoreWithoutPasskeys(store));
        using var passkey = PasskeyVisit.NewPasskey(failing);
        passkey.UserHandle = Base64Url.EncodeToString("usr_somebody"u8);
        using var away = PasskeyVisit.Open(failing);

        var page = await away.SignInAsync(passkey);

        page.Status.Should().Be(503);
        page.Text.Should().NotContain(NotIn);
    }

    [Fact]
    public async Task An_answer_to_another_question_signs_nobody_in()
    {
        using var passkey = await NewPasskeyAsync(await server.NewCustomerAsync());
        using var away = PasskeyVisit.Open(server);
        var earlier = (await away.BeginSignInAsync()).Text;
        await away.BeginSignInAsync();

        await SeeThatNobodyIsInAsync(away, passkey.Sign(earlier));
        await SeeThatNobodyIsInAsync(away, passkey.Sign((await PasskeyVisit.Open(server).BeginSignInAsync()).Text));
        await SeeThatNobodyIsInAsync(away, "");
        await SeeThatNobodyIsInAsync(away, "[{]");
    }

    [Fact]
    public async Task Nor_does_one_for_another_site_without_its_owner_of_another_key_or_by_another_name()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        using var passkey = await NewPasskeyAsync(api);
        using var others = await NewPasskeyAsync(other);
        using var unknown = PasskeyVisit.NewPasskey(server);
        using var away = PasskeyVisit.Open(server);
        var (origin, handle) = (passkey.Origin, passkey.UserHandle);

        await RefusedAsync(passkey, () => passkey.Origin = "http://evil.example");
        await RefusedAsync(passkey, () => (passkey.Origin, passkey.IsUserVerified) = (origin, false));
        await RefusedAsync(passkey, () => (passkey.IsUserVerified, passkey.UserHandle) = (true, others.UserHandle));
        await RefusedAsync(unknown, () => unknown.UserHandle = handle);

        passkey.UserHandle = handle;
        (await away.SignInAsync(passkey)).Status.Should().Be(302, "nothing else was wrong with it");

        async Task RefusedAsync(TestPasskey presented, Action change)
        {
            change();
            await SeeThatNobodyIsInAsync(away, presented.Sign((await away.BeginSignInAsync()).Text));
        }
    }

    [Fact]
    public async Task One_whose_count_goes_back_is_a_copy_and_signs_nobody_in()
    {
        using var passkey = PasskeyVisit.NewPasskey(server);
        passkey.Count = 5;
        using var home = await PasskeyVisit.OpenAsync(server, await server.NewCustomerAsync());
        await home.AddAsync(passkey);
        using var away = PasskeyVisit.Open(server);
        (await away.SignInAsync(passkey)).Status.Should().Be(302);

        passkey.Count = 6;
        using var copy = PasskeyVisit.Open(server);
        await SeeThatNobodyIsInAsync(copy, passkey.Sign((await copy.BeginSignInAsync()).Text));
    }

    [Fact]
    public async Task What_one_person_was_asked_adds_nothing_to_the_account_of_another()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        using var passkey = PasskeyVisit.NewPasskey(server);
        using var browser = await PasskeyVisit.OpenAsync(server, api);
        var credential = passkey.Create(await browser.BeginAddingAsync());
        await browser.Browser.OpenAsync(await Invitations.ToSignInAsync(server.Store, server.Address, other.UserUid, server.Clock.GetUtcNow()));

        var page = await browser.AddAsync(credential);

        page.Status.Should().Be(422);
        page.Text.Should().Contain("The passkey couldn&#x27;t be added");
        (await server.Store.Passkeys.ListAsync(other.UserUid)).Should().BeEmpty();
        (await server.Store.Passkeys.ListAsync(api.UserUid)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_passkey_of_one_account_is_not_added_to_another_nor_removed_by_it()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        using var passkey = await NewPasskeyAsync(api);
        using var browser = await PasskeyVisit.OpenAsync(server, other);
        using var own = PasskeyVisit.NewPasskey(server);
        await browser.AddAsync(own); // so that there is a form to remove one

        (await browser.AddAsync(passkey.Create(await browser.BeginAddingAsync()))).Status.Should().Be(422);
        await browser.Browser.SendFormAsync("/account", "remove-passkey", ("CredentialId", passkey.Id));

        (await server.Store.Passkeys.ListAsync(api.UserUid)).Should().ContainSingle();
        (await server.Store.Passkeys.ListAsync(other.UserUid)).Should().ContainSingle();
    }

    [Fact]
    public async Task One_that_was_removed_or_whose_person_was_switched_off_signs_nobody_in()
    {
        var api = await server.NewCustomerAsync();
        using var passkey = PasskeyVisit.NewPasskey(server);
        using var home = await PasskeyVisit.OpenAsync(server, api);
        await home.AddAsync(passkey);
        using var away = PasskeyVisit.Open(server);

        await server.Store.Directory.SetUserActiveAsync(api.UserUid, active: false);
        await SeeThatNobodyIsInAsync(away, passkey.Sign((await away.BeginSignInAsync()).Text));
        await server.Store.Directory.SetUserActiveAsync(api.UserUid, active: true);
        await home.Browser.SendFormAsync("/account", "remove-passkey", ("CredentialId", passkey.Id));
        await SeeThatNobodyIsInAsync(away, passkey.Sign((await away.BeginSignInAsync()).Text));

        (await home.Browser.OpenAsync("/account")).Text.Should().NotContain("Laptop");
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_its_sessions_too()
    {
        using var passkey = await NewPasskeyAsync(await server.NewCustomerAsync());
        using var here = PasskeyVisit.Open(server);
        using var there = PasskeyVisit.Open(server);
        await here.SignInAsync(passkey);
        await there.SignInAsync(passkey);

        await here.Browser.SendFormAsync("/account", "/sign-out", ("everywhere", "true"));

        (await there.IsInAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task After_ten_attempts_one_waits_and_a_question_is_good_for_ten_minutes()
    {
        await using var alone = await RunningServer.StartAsync();
        using var passkey = PasskeyVisit.NewPasskey(alone);
        using var home = await PasskeyVisit.OpenAsync(alone, await alone.NewCustomerAsync());
        await home.AddAsync(passkey);
        using var away = PasskeyVisit.Open(alone);
        for (var i = 0; i < 10; i++)
        {
            (await away.SignInAsync(passkey)).Status.Should().Be(302);
        }

        var eleventh = await away.SignInAsync(passkey);
        eleventh.Status.Should().Be(429);
        eleventh.Text.Should().Contain("Too many attempts. Try again in 15 min.");

        alone.Clock.Advance(TimeSpan.FromMinutes(20));
        var inTime = (await away.BeginSignInAsync()).Text;
        alone.Clock.Advance(TimeSpan.FromMinutes(9));
        (await away.SignInAsync(passkey.Sign(inTime))).Status.Should().Be(302);
        var late = (await away.BeginSignInAsync()).Text;
        alone.Clock.Advance(TimeSpan.FromMinutes(10));
        (await away.SignInAsync(passkey.Sign(late))).Text.Should().Contain("it took too long");
    }

    [Fact]
    public async Task At_an_address_in_numbers_the_pages_say_that_there_are_none()
    {
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());

        (await visitor.OpenAsync("/sign-in")).Text.Should().NotContain("data-passkey").And.Contain("such as localhost");
        (await visitor.OpenAsync("/account")).Text.Should().NotContain("data-passkey").And.Contain("such as localhost");
    }

    [Fact]
    public async Task Behind_a_proxy_with_tls_they_are_of_the_name_that_the_proxy_was_asked_for()
    {
        await using var behind = await Visitor.StartBehindProxyAsync();
        using var visitor = Visitor.ByProxy(behind);
        visitor.Headers["Origin"] = "https://contacts.example.com";

        var options = await visitor.PostAsync("/sign-in/passkey");

        options.Text.Should().Contain("\"rpId\":\"contacts.example.com\"").And.Contain("\"userVerification\":\"required\"");
        options.Headers["Set-Cookie"].Should().StartWith("__Host-contactbooks-passkey=").And.Contain("secure").And.Contain("httponly");
    }

    /// <summary>One of a customer's owner.</summary>
    private async Task<TestPasskey> NewPasskeyAsync(Api api)
    {
        var passkey = PasskeyVisit.NewPasskey(server);
        using var home = await PasskeyVisit.OpenAsync(server, api);
        await home.AddAsync(passkey);
        return passkey;
    }

    private static string CookieOf(VisitedPage question) => question.Headers["Set-Cookie"].Split(';')[0];

    private static async Task SeeThatNobodyIsInAsync(PasskeyVisit visit, string credential)
    {
        var page = await visit.SignInAsync(credential);
        page.Status.Should().Be(422);
        page.Text.Should().Contain(NotIn);
        (await visit.IsInAsync()).Should().BeFalse();
    }

    private sealed class StoreWithoutPasskeys(IStore store) : StoreWithBooks(store, store.Books), IPasskeyStore
    {
        public override IPasskeyStore Passkeys => this;

        public ValueTask<bool> AddAsync(Passkey passkey) => throw Fault();

        public ValueTask<IReadOnlyList<Passkey>> ListAsync(string accountUid) => throw Fault();

        public ValueTask<Passkey?> FindAsync(ReadOnlyMemory<byte> credentialId) => throw Fault();

        public ValueTask RecordUseAsync(ReadOnlyMemory<byte> credentialId, uint signCount, DateTimeOffset now) => throw Fault();

        public ValueTask<bool> RemoveAsync(string accountUid, ReadOnlyMemory<byte> credentialId) => throw Fault();

        private static StoreFaultException Fault() => new(StoreFaultKind.Unavailable, "It can't be reached.");
    }
}
