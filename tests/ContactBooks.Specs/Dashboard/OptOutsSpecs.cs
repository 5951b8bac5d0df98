using System.Net.Http.Headers;
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
    public async Task A_file_is_added_and_its_rows_that_are_no_phone_are_told()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        using var visitor = await Visitor.OfAsync(server, api);

        var added = await SendAsync(visitor, "Mobile;Reason\n98000 00001;STOP\n9800000002;\n+91 98000 00001;again\n");
        added.Location.Should().Be("/opt-outs?added=2&known=1");
        (await visitor.OpenAsync(added.Location!)).Text.Should().Contain("Added: 2. On the list already: 1.").And.ContainAll("919800000001", "STOP");

        var mixed = await SendAsync(visitor, "Mobile\n9800000003\n<i>x</i>\n");
        mixed.Status.Should().Be(200);
        mixed.Text.Should().Contain("Added: 1. On the list already: 0.").And.Contain("Rows that were refused: 1").And.Contain("&lt;i&gt;x&lt;/i&gt;");
        (await visitor.OpenAsync("/opt-outs/import")).Location.Should().Be("/opt-outs");
        var kept = (await api.GetAsync("/api/v2/suppressions")).Succeeds("Suppressions retrieved").GetProperty("suppressions").EnumerateArray();
        kept.Select(one => (one.Text("source"), one.Text("addedBy"))).Should().AllBeEquivalentTo(("IMPORT", api.UserUid)).And.HaveCount(3);
    }

    [Fact]
    public async Task A_file_that_can_not_be_used_or_comes_from_elsewhere_adds_nothing()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        using var visitor = await Visitor.OfAsync(server, api);

        var without = await SendAsync(visitor, "Name,City\nAsha,Mumbai\n");
        without.Status.Should().Be(422);
        without.Text.Should().Contain("role=\"alert\"").And.Contain("Name its column Phone in the file").And.NotContain("preview");
        (await SendAsync(visitor, "")).Status.Should().Be(422);
        visitor.Headers["Sec-Fetch-Site"] = "cross-site";
        (await SendAsync(visitor, "Mobile\n9800000001\n")).Status.Should().Be(403);

        (await api.GetAsync("/api/v2/suppressions")).Succeeds("Suppressions retrieved").GetProperty("suppressions").GetArrayLength().Should().Be(0);
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

    private static Task<VisitedPage> SendAsync(Visitor visitor, string file)
    {
        var part = new StringContent(file);
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = "stop.csv" };
        return visitor.PostAsync("/opt-outs/import", new MultipartFormDataContent { part });
    }
}
