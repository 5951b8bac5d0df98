using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>A customer as operators see it.</summary>
public sealed class CustomerPageSpecs(RunningServer server)
{
    [Fact]
    public async Task It_tells_what_the_customer_has_and_when_its_tokens_were_used()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        await api.NewBookAsync();
        await server.Store.Directory.RecordUseAsync([new(api.Customer.Id, api.TokenUid, new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero))]);
        using var visitor = await Visitor.OfOperatorAsync(server);

        var page = await visitor.OpenAsync($"/customers/{api.Customer.Uid}");

        page.Heading.Should().StartWith("A customer");
        page.Text.Should().ContainAll(api.Customer.Uid, "datetime=\"2026-05-04T03:02:01", $"/users?customer={api.Customer.Uid}");
        page.Text.Should().MatchRegex("Country code</dt><dd>&#x2B;91<");
        page.Text.Should().MatchRegex("Contact books</dt><dd>1<").And.MatchRegex("Requests by one token</dt>\\s*<dd>\\s*any number\\s*<").And.Contain("512 MiB");
        (await visitor.OpenAsync("/customers/cus_nowhere")).Status.Should().Be(404);
        (await visitor.OpenAsync("/customers")).Text.Should().Contain($"href=\"/customers/{api.Customer.Uid}\"");
        (await visitor.SendFormAsync($"/customers/{api.Customer.Uid}", "open")).Location.Should().EndWith("/books");
    }

    [Fact]
    public async Task It_tells_how_much_of_each_limit_is_used_and_uses_none()
    {
        var (all, each) = (new RateLimit(600, TimeSpan.FromMinutes(1)), new RateLimit(60, TimeSpan.FromSeconds(10)));
        await using var limited = await RunningServer.StartAsync(configured: settings => settings with { CustomerLimit = all, TokenLimit = each });
        limited.Clock.IsStopped = true;
        var api = await limited.NewCustomerAsync();
        using var visitor = await Visitor.OfOperatorAsync(limited);
        (await visitor.OpenAsync($"/customers/{api.Customer.Uid}")).Text.Should().Contain("0 of 600 in the last 60 s").And.NotContain("in the last 10 s");

        await api.GetAsync("/api/v2/contact-books");
        await api.GetAsync("/api/v2/contact-books");

        await visitor.OpenAsync($"/customers/{api.Customer.Uid}");
        (await visitor.OpenAsync($"/customers/{api.Customer.Uid}")).Text.Should().ContainAll("2 of 600 in the last 60 s", "2 of 60 in the last 10 s");
        limited.Clock.Advance(TimeSpan.FromSeconds(11));
        (await visitor.OpenAsync($"/customers/{api.Customer.Uid}")).Text.Should().Contain("2 of 600 in the last 60 s").And.NotContain("in the last 10 s");
    }

    [Fact]
    public async Task A_feature_is_switched_off_and_on_for_its_tokens()
    {
        var api = await server.NewCustomerAsync();
        using var visitor = await Visitor.OfOperatorAsync(server);
        var address = $"/customers/{api.Customer.Uid}";

        await visitor.SendFormAsync(address, "feature", ("Feature", "off contacts"));
        (await api.GetAsync("/api/v2/contact-books")).Fails(403, "FEATURE_NOT_AVAILABLE");
        await visitor.SendFormAsync(address, "feature", ("Feature", "off everything"));
        (await visitor.OpenAsync(address)).Text.Should().Contain("value=\"on contacts\"");

        await visitor.SendFormAsync(address, "feature", ("Feature", "on contacts"));
        (await server.Store.Directory.FindCustomerAsync(api.Customer.Uid))!.Features.Should().Be(Features.Contacts);
    }

    [Fact]
    public async Task A_customer_is_switched_off_after_it_was_said_what_that_does_and_on_again()
    {
        var api = await server.NewCustomerAsync();
        using var owner = await Visitor.OfAsync(server, api);
        using var visitor = await Visitor.OfOperatorAsync(server);
        var address = $"/customers/{api.Customer.Uid}";
        (await visitor.OpenAsync(address)).Text.Should().Contain("within a second: 1.").And.Contain("sign in: 1.");

        (await visitor.SendFormAsync(address, "switch", ("Active", "false"))).Location.Should().EndWith(address);

        (await api.GetAsync("/api/v2/contact-books")).Fails(401, "INVALID_AUTH_TOKEN");
        (await owner.OpenAsync("/books")).Location.Should().StartWith("/sign-in");
        (await visitor.OpenAsync(address)).Text.Should().Contain("Switched off").And.NotContain("Open its books");

        await visitor.SendFormAsync(address, "switch", ("Active", "true"));
        (await api.GetAsync("/api/v2/contact-books")).Succeeds("Contact books retrieved");
    }
}
