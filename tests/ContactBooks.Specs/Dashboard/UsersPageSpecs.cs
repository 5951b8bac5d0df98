using System.Net;
using System.Text.RegularExpressions;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>All who sign in, as operators see them.</summary>
public sealed partial class UsersPageSpecs(RunningServer server)
{
    [Fact]
    public async Task People_are_found_by_name_role_and_customer()
    {
        var (acme, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var name = $"Ravi {acme.Customer.Uid}";
        var ravi = await NewUserAsync(acme, name);
        await NewUserAsync(other, "Priya");
        using var visitor = await Visitor.OfOperatorAsync(server);

        (await visitor.OpenAsync($"/users?search={name.ToUpperInvariant()}")).Text.Should().ContainAll(name, $"off {ravi}", "No password yet");
        (await visitor.OpenAsync($"/users?search={name}&role=Owner")).Text.Should().Contain("Nothing matches.");
        var theirs = (await visitor.OpenAsync($"/users?customer={other.Customer.Uid}")).Text;
        theirs.Should().Contain("Priya").And.NotContain(name);
    }

    [Fact]
    public async Task Many_are_listed_page_by_page_and_one_of_a_later_page_is_switched_off_there()
    {
        var api = await server.NewCustomerAsync();
        for (var i = 1; i <= 50; i++)
        {
            await NewUserAsync(api, $"Person {i}.");
        }

        using var visitor = await Visitor.OfOperatorAsync(server);
        var first = await visitor.OpenAsync($"/users?customer={api.Customer.Uid}");
        first.Text.Should().Contain("Person 49.").And.NotContain("Person 50.");

        var next = WebUtility.HtmlDecode(NextPage().Match(first.Text).Groups[1].Value);
        var second = await visitor.OpenAsync(next);
        second.Text.Should().Contain("Person 50.").And.NotContain("Person 49.").And.NotContain("rel=\"next\"");
        var uid = Regex.Match(second.Text, "off (usr_\\w+)").Groups[1].Value;
        (await visitor.SendFormAsync(next, "users", ("Change", $"off {uid}"))).Location.Should().EndWith(next);
        (await visitor.OpenAsync(next)).Text.Should().Contain($"on {uid}");
    }

    [Fact]
    public async Task A_person_is_switched_off_and_on()
    {
        var api = await server.NewCustomerAsync();
        using var owner = await Visitor.OfAsync(server, api);
        using var visitor = await Visitor.OfOperatorAsync(server);
        var address = $"/users?customer={api.Customer.Uid}";

        (await visitor.SendFormAsync(address, "users", ("Change", $"off {api.UserUid}"))).Location.Should().EndWith(address);

        (await owner.OpenAsync("/books")).Location.Should().StartWith("/sign-in");
        (await api.GetAsync("/api/v2/contact-books")).Fails(401, "INVALID_AUTH_TOKEN");
        await visitor.SendFormAsync(address, "users", ("Change", $"on {api.UserUid}"));
        (await api.GetAsync("/api/v2/contact-books")).Succeeds("Contact books retrieved");
    }

    [Fact]
    public async Task Who_asks_stays_and_so_does_the_last_operator()
    {
        await using var alone = await RunningServer.StartAsync();
        using var first = await Visitor.OfOperatorAsync(alone);
        var uid = (await alone.Store.Accounts.ListOperatorsAsync()).Single().Uid;
        (await first.OpenAsync("/users")).Text.Should().Contain("Meera").And.NotContain($"off {uid}");

        await first.SendFormAsync("/users", "users", ("Change", $"off {uid}"));
        (await alone.Store.Accounts.ListOperatorsAsync()).Single().IsActive.Should().BeTrue();

        // One who came by a link has no password: the first is still the last who can sign in.
        var second = PublicUid.New(PublicUid.Operator, alone.Clock.GetUtcNow());
        await alone.Store.Accounts.CreateOperatorAsync(new NewOperator(second, "Asha", "asha@example.com", null), null, alone.Clock.GetUtcNow());
        using var other = await Visitor.OfAccountAsync(alone, second);
        var refused = await other.SendFormAsync("/users", "users", ("Change", $"off {uid}"));
        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("This is the last operator who can sign in");

        await alone.Store.Accounts.SetPasswordHashAsync(second, "hash");
        using var again = await Visitor.OfAccountAsync(alone, second);
        await again.SendFormAsync("/users", "users", ("Change", $"off {uid}"));
        (await first.OpenAsync("/users")).Location.Should().StartWith("/sign-in");
    }

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex NextPage();

    private async Task<string> NewUserAsync(Api api, string name)
    {
        var now = server.Clock.GetUtcNow();
        return (await server.Store.Directory.CreateUserAsync(api.Customer.Id, PublicUid.New(PublicUid.User, now), name, null, AccountRole.Member, now)).Uid;
    }
}
