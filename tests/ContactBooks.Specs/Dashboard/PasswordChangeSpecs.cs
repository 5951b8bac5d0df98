using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

public sealed class PasswordChangeSpecs(RunningServer server)
{
    private const string Old = "correct horse battery staple";
    private const string New = "another one, longer";

    [Fact]
    public async Task Whoever_knows_the_old_password_sets_a_new_one_and_stays_in_alone()
    {
        var email = await NewOperatorAsync();
        using var here = await SignInAsync(email, Old);
        using var elsewhere = await SignInAsync(email, Old);
        var account = (await server.Store.Accounts.FindSignInsAsync(email)).Single().AccountUid;
        var link = await Invitations.ToSetPasswordAsync(server.Store, server.Address, account, server.Clock.GetUtcNow());

        var changed = await here.SendFormAsync("/account", "password", ("Current", Old), ("New", New));

        changed.Status.Should().Be(302);
        (await here.OpenAsync(changed.Location!)).Text.Should().Contain("The password is changed");
        (await elsewhere.OpenAsync("/account")).Status.Should().Be(302);
        (await elsewhere.OpenAsync(link)).Text.Should().Contain("This link was used, or is over");
        using var again = await SignInAsync(email, New);
        (await again.OpenAsync("/account")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("something else", New, "This is not your current password.")]
    [InlineData("", New, "This is not your current password.")]
    [InlineData(Old, "short", "A password has 8 characters or more, 256 at the most.")]
    public async Task Otherwise_it_stays_as_it_is(string current, string next, string told)
    {
        var email = await NewOperatorAsync();
        using var visitor = await SignInAsync(email, Old);

        var page = await visitor.SendFormAsync("/account", "password", ("Current", current), ("New", next));

        page.Status.Should().Be(422);
        page.Text.Should().Contain($"<p class=\"notice bad\" role=\"alert\">{told}</p>");
        using var again = await SignInAsync(email, Old);
        (await again.OpenAsync("/account")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Who_has_none_is_not_asked_for_it()
    {
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());

        (await visitor.OpenAsync("/account")).Text.Should().NotContain("type=\"password\"");
    }

    private async Task<string> NewOperatorAsync()
    {
        var now = server.Clock.GetUtcNow();
        var uid = Core.Identity.PublicUid.New(Core.Identity.PublicUid.Operator, now);
        var email = $"{uid}@example.com";
        await server.Store.Accounts.CreateOperatorAsync(new(uid, "Meera", email, Passwords.Hash(Old)), null, now);
        return email;
    }

    private async Task<Visitor> SignInAsync(string email, string password)
    {
        var visitor = new Visitor(server);
        await visitor.SendFormAsync("/sign-in", "sign-in", ("Email", email), ("Password", password));
        return visitor;
    }
}
