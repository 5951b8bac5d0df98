using System.Text.Json;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>A contact's own page.</summary>
public sealed class ContactPageSpecs(RunningServer server)
{
    private const string Asha =
        """{"phone":"7000782082","displayName":"Asha Rao","email":"asha@example.com","customFields":{"city":"Pune","visits":7,"vip":true,"tags":["a"]}}""";

    [Fact]
    public async Task It_shows_what_the_contact_holds_and_its_books()
    {
        var (api, book, address) = await NewContactAsync();
        var other = await api.NewBookAsync("Wholesale");
        await api.UploadAsync(other, Asha);
        using var visitor = await Visitor.OfAsync(server, api);
        (await visitor.OpenAsync($"/books/{book}")).Text.Should().Contain($"href=\"{address}\"");

        var page = await visitor.OpenAsync(address);

        page.Heading.Should().Be("Asha Rao");
        page.Text.Should().ContainAll("917000782082", "asha@example.com", "Pune", $"/books/{book}", $"/books/{other}");
    }

    [Fact]
    public async Task An_edit_changes_what_was_edited_and_no_more_and_can_be_undone()
    {
        var (api, book, address) = await NewContactAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var saved = await visitor.SendFormAsync(
            address,
            "edit",
            ("displayName", " Asha R. "),
            ("email", ""),
            ("companyName", ""),
            ("customFields.city", ""),
            ("customFields.visits", "8"),
            ("customFields.vip", "false"));

        saved.Location.Should().Contain("?change=upl_");
        var contact = await api.OnlyContactAsync(book);
        contact.GetProperty("displayName").GetString().Should().Be("Asha R.");
        contact.GetProperty("email").ValueKind.Should().Be(JsonValueKind.Null);
        contact.GetProperty("customFields").GetRawText().Should().Be("""{"visits":8,"vip":false,"tags":["a"]}""");

        await visitor.SendFormAsync(saved.Location!, "undo");
        var undone = await api.OnlyContactAsync(book);
        undone.GetProperty("displayName").GetString().Should().Be("Asha Rao");
        undone.GetProperty("customFields").GetRawText().Should().Be("""{"city":"Pune","visits":7,"vip":true,"tags":["a"]}""");
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_what_was_written_is_kept()
    {
        var (api, book, address) = await NewContactAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var page = await visitor.SendFormAsync(address, "edit", ("displayName", "Asha R."), ("email", "nonsense"));

        page.Status.Should().Be(422);
        page.Text.Should().MatchRegex("name=\"email\" value=\"nonsense\"[^>]* aria-invalid=\"true\" aria-describedby=\"fault-email\"")
            .And.Contain("id=\"fault-email\" role=\"alert\">This is no email address").And.Contain("value=\"Asha R.\"");
        (await api.OnlyContactAsync(book)).GetProperty("displayName").GetString().Should().Be("Asha Rao");
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_no_change()
    {
        var (api, _, address) = await NewContactAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var saved = await visitor.SendFormAsync(address, "edit", ("displayName", "Asha Rao"), ("customFields.visits", "7"));

        saved.Location.Should().EndWith(address);
    }

    [Fact]
    public async Task Its_phone_opts_out_and_in_again()
    {
        var (api, _, address) = await NewContactAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        await visitor.SendFormAsync(address, "opt-out", ("Suppress", "true"));
        (await visitor.OpenAsync(address)).Text.Should().Contain("Lift the opt-out");
        (await visitor.OpenAsync("/opt-outs")).Text.Should().Contain("917000782082");

        await visitor.SendFormAsync(address, "opt-out", ("Suppress", "false"));
        (await visitor.OpenAsync(address)).Text.Should().Contain("Mark as opted out");
    }

    [Fact]
    public async Task Another_customers_contact_is_not_there()
    {
        var (_, _, address) = await NewContactAsync();
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());

        (await visitor.OpenAsync(address)).Status.Should().Be(404);
        (await visitor.OpenAsync("/contacts/ct_nothing")).Status.Should().Be(404);
    }

    private async Task<(Api Api, string Book, string Address)> NewContactAsync()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Asha);
        return (api, book, $"/contacts/{(await api.OnlyContactAsync(book)).GetProperty("uid").GetString()}");
    }
}
