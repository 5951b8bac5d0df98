using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>The link that a server prints while it has no operator.</summary>
public sealed class FirstAccountSpecs
{
    private static readonly (string Name, string Value)[] Account =
        [("Name", "Asha Rao"), ("Email", "asha@example.com"), ("Password", "correct horse battery staple")];

    [Fact]
    public async Task It_makes_the_first_operator_once_and_then_there_is_no_other_such_link()
    {
        await using var server = await RunningServer.StartAsync();
        var link = await LinkAsync(server);
        var second = await LinkAsync(server);
        using var visitor = new Visitor(server);

        var wrong = await visitor.SendFormAsync(link!, "welcome", Account[0], Account[1], ("Password", "short"));
        wrong.Status.Should().Be(422);
        wrong.Text.Should().Contain("A password has 8 characters or more");

        (await visitor.SendFormAsync(link!, "welcome", Account)).Location.Should().EndWith("/customers");
        (await visitor.OpenAsync("/customers")).Heading.Should().Be("Customers");

        using var late = new Visitor(server);
        foreach (var used in new[] { link, second })
        {
            var page = await late.OpenAsync(used!);
            page.Status.Should().Be(410);
            page.Heading.Should().Be("This link was used, or is over");
        }

        (await LinkAsync(server)).Should().BeNull();
    }

    [Fact]
    public async Task It_is_good_for_thirty_minutes()
    {
        await using var server = await RunningServer.StartAsync();
        var link = await LinkAsync(server);
        using var visitor = new Visitor(server);
        (await visitor.OpenAsync(link!)).Status.Should().Be(200);

        server.Clock.Advance(TimeSpan.FromMinutes(30));

        (await visitor.OpenAsync(link!)).Status.Should().Be(410);
    }

    [Fact]
    public async Task Nothing_is_open_to_whoever_comes_first()
    {
        await using var server = await RunningServer.StartAsync();
        using var visitor = new Visitor(server);

        (await visitor.OpenAsync("/")).Location.Should().Be("/sign-in");
        (await visitor.OpenAsync("/customers")).Location.Should().Be("/sign-in?return=%2Fcustomers");
        (await visitor.OpenAsync($"/welcome/{AccessSecret.New()}")).Status.Should().Be(410);
        (await visitor.OpenAsync($"/enter/{AccessSecret.New()}")).Status.Should().Be(410);
    }

    [Fact]
    public async Task An_operator_makes_a_customer_looks_into_its_books_and_leaves_them()
    {
        await using var server = await RunningServer.StartAsync();
        using var visitor = new Visitor(server);
        await visitor.SendFormAsync((await LinkAsync(server))!, "welcome", Account);

        (await visitor.OpenAsync("/books")).Status.Should().Be(403, "no customer is open");
        (await visitor.SendFormAsync("/customers/new", "new-customer", ("Name", "Acme"), ("CountryCode", "7000"))).Status.Should().Be(422);
        (await visitor.SendFormAsync("/customers/new", "new-customer", ("Name", "Acme"), ("CountryCode", "91"))).Location.Should().EndWith("/books");

        (await visitor.OpenAsync("/books")).Text.Should().Contain("You look into Acme");
        (await visitor.SendFormAsync("/books", "/customers/close")).Location.Should().Be("/customers");
        (await visitor.OpenAsync("/books")).Status.Should().Be(403);
        var customer = (await server.Store.Directory.ListCustomersAsync()).Single();
        customer.CountryCode!.Value.Value.Should().Be(91);
        (await visitor.SendFormAsync("/customers", "open", ("CustomerUid", customer.Uid))).Location.Should().EndWith("/books");
    }

    private static Task<string?> LinkAsync(RunningServer server) =>
        Invitations.OfFirstOperatorAsync(server.Store, server.Address, server.Clock.GetUtcNow());
}
