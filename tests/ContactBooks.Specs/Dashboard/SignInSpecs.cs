using ContactBooks.Core.Accounts;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

public sealed class SignInSpecs(RunningServer server)
{
    private const string Password = "correct horse battery staple";

    [Fact]
    public async Task With_the_right_password_one_is_in_and_sees_the_page_that_was_wanted()
    {
        var (api, email) = await NewPersonAsync();
        using var visitor = new Visitor(server);
        var wanted = await visitor.OpenAsync("/books?search=x");
        wanted.Status.Should().Be(302);
        wanted.Location.Should().Be("/sign-in?return=%2Fbooks%3Fsearch%3Dx");

        var signedIn = await visitor.SendFormAsync(wanted.Location!, "sign-in", ("Email", email.ToUpperInvariant()), ("Password", Password));

        signedIn.Status.Should().Be(302);
        signedIn.Location.Should().EndWith("/books?search=x");
        (await visitor.OpenAsync("/books")).Text.Should().Contain(api.Customer.Name);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_in_the_same_words()
    {
        var (_, email) = await NewPersonAsync();
        using var visitor = new Visitor(server);

        var wrong = await visitor.SendFormAsync("/sign-in", "sign-in", ("Email", email), ("Password", "something else"));
        var unknown = await visitor.SendFormAsync("/sign-in", "sign-in", ("Email", "nobody@example.com"), ("Password", Password));

        foreach (var page in new[] { wrong, unknown })
        {
            page.Status.Should().Be(422);
            page.Text.Should().Contain("There is no account with this email address and password.");
        }

        (await visitor.OpenAsync("/books")).Status.Should().Be(302, "nobody is signed in");
    }

    [Fact]
    public async Task After_ten_attempts_one_waits_even_with_the_right_password()
    {
        var (_, email) = await NewPersonAsync();
        using var visitor = new Visitor(server);
        for (var i = 0; i < 10; i++)
        {
            (await visitor.SendFormAsync("/sign-in", "sign-in", ("Email", email), ("Password", "wrong" + i))).Status.Should().Be(422);
        }

        var eleventh = await visitor.SendFormAsync("/sign-in", "sign-in", ("Email", email), ("Password", Password));

        eleventh.Status.Should().Be(429);
        eleventh.Text.Should().Contain("Too many attempts. Try again in 15 min.");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task Signing_in_leads_to_no_other_site(string elsewhere)
    {
        var (_, email) = await NewPersonAsync();
        using var visitor = new Visitor(server);

        var signedIn = await visitor.SendFormAsync($"/sign-in?return={Uri.EscapeDataString(elsewhere)}", "sign-in", ("Email", email), ("Password", Password));

        signedIn.Status.Should().Be(302);
        new Uri(server.Address, signedIn.Location!).Should().Be(new Uri(server.Address, "/"));
    }

    [Theory]
    [InlineData("false", 200)]
    [InlineData("true", 302)]
    public async Task Signing_out_ends_this_session_or_all(string everywhere, int other)
    {
        var api = await server.NewCustomerAsync();
        using var here = await Visitor.OfAsync(server, api);
        using var elsewhere = await Visitor.OfAsync(server, api);

        (await here.SendFormAsync("/books", "/sign-out", ("everywhere", everywhere))).Location.Should().Be("/sign-in");

        (await here.OpenAsync("/books")).Status.Should().Be(302);
        (await elsewhere.OpenAsync("/books")).Status.Should().Be(other);
    }

    [Fact]
    public async Task A_person_or_a_customer_that_is_switched_off_is_out_at_once()
    {
        var api = await server.NewCustomerAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        await server.Store.Directory.SetUserActiveAsync(api.UserUid, active: false);
        (await visitor.OpenAsync("/books")).Status.Should().Be(302);

        await server.Store.Directory.SetUserActiveAsync(api.UserUid, active: true);
        using var again = await Visitor.OfAsync(server, api);
        await server.Store.Directory.SetCustomerActiveAsync(api.Customer.Uid, active: false);
        (await again.OpenAsync("/books")).Status.Should().Be(302);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_old()
    {
        var api = await server.NewCustomerAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        await server.Store.Accounts.SetPasswordHashAsync(api.UserUid, Passwords.Hash("another one, longer"));

        (await visitor.OpenAsync("/books")).Status.Should().Be(302);
    }

    /// <summary>A customer's owner with an address of its own and the password above.</summary>
    private async Task<(Api Api, string Email)> NewPersonAsync()
    {
        var api = await server.NewCustomerAsync();
        var now = server.Clock.GetUtcNow();
        var uid = Core.Identity.PublicUid.New(Core.Identity.PublicUid.User, now);
        var email = $"{uid[4..]}@example.com";
        await server.Store.Directory.CreateUserAsync(api.Customer.Id, uid, "Asha Rao", email, AccountRole.Owner, now);
        await server.Store.Accounts.SetPasswordHashAsync(uid, Passwords.Hash(Password));
        return (api, email);
    }
}
