using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>The page of the phones that are not to be written to.</summary>
public sealed class OptOutsSpecs(RunningServer server)
{
    [Fact]
    public async Task Phones_are_pasted_found_lifted_and_had_as_a_file()
    {
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync(countryCode: 91));

        var added = await visitor.SendFormAsync("/opt-outs", "suppress", ("Phones", "70007 82082\r\n\r\n+917000782083\r\n"), ("Reason", "STOP"));
        (await visitor.OpenAsync(added.Location!)).Text.Should().Contain("Added: 2.").And.ContainAll("917000782082", "917000782083", "STOP");

        var found = await visitor.OpenAsync("/opt-outs?search=82083");
        found.Text.Should().Contain("917000782083").And.NotContain("917000782082");
        (await visitor.OpenAsync("/opt-outs?search=asha")).Text.Should().Contain("Nothing matches.");
        (await visitor.OpenAsync("/opt-outs/export?format=csv")).Text.Should().StartWith("phone,reason").And.Contain("STOP");

        await visitor.SendFormAsync("/opt-outs", "lift", ("Phone", "917000782083"));
        (await visitor.OpenAsync("/opt-outs")).Text.Should().NotContain("917000782083").And.Contain("917000782082");
    }

    [Fact]
    public async Task A_line_that_is_no_phone_is_told_of_and_the_others_are_added()
    {
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync(countryCode: 91));

        var page = await visitor.SendFormAsync("/opt-outs", "suppress", ("Phones", "7000782082\nnonsense"));

        page.Status.Should().Be(422);
        page.Text.Should().Contain("Not added: 1.").And.Contain("Added: 1.").And.MatchRegex("<textarea[^>]*>\\s*nonsense</textarea>");
        (await visitor.OpenAsync("/opt-outs")).Text.Should().Contain("917000782082");
        (await visitor.SendFormAsync("/opt-outs", "suppress", ("Phones", " \n "))).Status.Should().Be(422);
    }

    [Fact]
    public async Task A_customer_sees_and_lifts_none_of_anothers()
    {
        var theirs = await server.NewCustomerAsync();
        await theirs.PostAsync("/api/v2/suppressions", """{"phones":["+917000782082"]}""");
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());
        await visitor.SendFormAsync("/opt-outs", "suppress", ("Phones", "+917000782083"));

        (await visitor.OpenAsync("/opt-outs")).Text.Should().NotContain("917000782082");
        await visitor.SendFormAsync("/opt-outs", "lift", ("Phone", "917000782082"));

        (await theirs.GetAsync("/api/v2/suppressions")).Succeeds("Suppressions retrieved").GetProperty("suppressions").GetArrayLength().Should().Be(1);
    }
}
