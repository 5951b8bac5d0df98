using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>The contacts on a book's page.</summary>
public sealed class BookContactsSpecs(RunningServer server)
{
    [Fact]
    public async Task A_custom_field_has_a_column_where_the_address_asks_for_it()
    {
        var (api, book) = await NewBookAsync("""{"phone":"7000782082","customFields":{"city":"Pune","vip":true}}""");
        using var visitor = await Visitor.OfAsync(server, api);

        (await visitor.OpenAsync($"/books/{book}")).Text.Should().NotContain("Pune");
        var page = await visitor.OpenAsync($"/books/{book}?field=city&field=vip&field=unknown");

        page.Text.Should().Contain("""<td data-label="city"><bdi>Pune</bdi></td>""").And.Contain("""<td data-label="vip"><bdi>Yes</bdi></td>""");
    }

    [Fact]
    public async Task A_phone_that_opted_out_is_marked()
    {
        var (api, book) = await NewBookAsync("""{"phone":"7000782082"}""", """{"phone":"7000782083"}""");
        await api.PostAsync("/api/v2/suppressions", """{"phones":["917000782083"]}""");
        using var visitor = await Visitor.OfAsync(server, api);

        var rows = (await visitor.OpenAsync($"/books/{book}")).Text.Split("<tr>");

        rows.Should().ContainSingle(row => row.Contains("Opted out")).Which.Should().Contain("917000782083");
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("vcf", "text/vcard")]
    public async Task They_are_had_as_a_file_all_or_those_that_a_search_finds(string format, string mediaType)
    {
        var (api, book) = await NewBookAsync("""{"phone":"7000782082","displayName":"Asha Rao"}""", """{"phone":"7000782083","displayName":"Ravi"}""");
        using var visitor = await Visitor.OfAsync(server, api);
        (await visitor.OpenAsync($"/books/{book}?search=asha")).Text.Should().Contain($"/books/{book}/export?format={format}&amp;search=asha");

        var all = await visitor.OpenAsync($"/books/{book}/export?format={format}");
        var found = await visitor.OpenAsync($"/books/{book}/export?format={format}&search=asha");

        all.ContentType.Should().StartWith(mediaType);
        all.Text.Should().Contain("Asha Rao").And.Contain("Ravi");
        found.Text.Should().Contain("Asha Rao").And.NotContain("Ravi");
    }

    [Fact]
    public async Task Those_that_are_selected_are_had_as_a_file_and_none_of_another_customer()
    {
        var (api, book) = await NewBookAsync(
            """{"phone":"7000782082","displayName":"Asha Rao"}""", """{"phone":"7000782083","displayName":"Ravi"}""", """{"phone":"7000782084","displayName":"Meera"}""");
        var uids = (await api.ContactsAsync(book)).ToDictionary(contact => contact.GetProperty("displayName").GetString()!, contact => contact.GetProperty("uid").GetString()!);
        using var visitor = await Visitor.OfAsync(server, api);
        var strange = await server.NewCustomerAsync();
        var theirs = await strange.NewBookAsync();
        using var stranger = await Visitor.OfAsync(server, strange);
        var selected = $"selected?format=csv&contact={uids["Asha Rao"]}&contact={uids["Meera"]}&contact={uids["Meera"]}&contact=nothing";

        var file = await visitor.OpenAsync($"/books/{book}/export/{selected}");
        var none = await visitor.OpenAsync($"/books/{book}/export/selected?format=csv&search=asha&sort=name");

        file.Text.Trim().Split('\n').Should().HaveCount(3).And.ContainSingle(line => line.Contains("Asha Rao")).And.ContainSingle(line => line.Contains("Meera"));
        none.Location.Should().Be($"/books/{book}?search=asha&sort=name");
        (await stranger.OpenAsync($"/books/{book}/export/{selected}")).Status.Should().Be(404);
        (await stranger.OpenAsync($"/books/{theirs}/export/{selected}")).Location.Should().Be($"/books/{theirs}");
        (await visitor.OpenAsync($"/books/{book}")).Text.Should().Contain($"formaction=\"/books/{book}/export/selected\"");
    }

    [Fact]
    public async Task What_is_no_format_or_another_customers_book_is_no_file()
    {
        var (api, book) = await NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        using var stranger = await Visitor.OfAsync(server, await server.NewCustomerAsync());
        using var nobody = new Visitor(server);

        (await visitor.OpenAsync($"/books/{book}/export?format=pdf")).Status.Should().Be(404);
        (await stranger.OpenAsync($"/books/{book}/export?format=csv")).Status.Should().Be(404);
        (await nobody.OpenAsync($"/books/{book}/export?format=csv")).Location.Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task A_book_is_archived_and_taken_back()
    {
        var (api, book) = await NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        await visitor.SendFormAsync($"/books/{book}/settings", "status", ("Status", "Inactive"));
        (await visitor.OpenAsync("/books?status=Inactive")).Text.Should().Contain(book);

        await visitor.SendFormAsync($"/books/{book}/settings", "status", ("Status", "Active"));
        (await visitor.OpenAsync("/books?status=Inactive")).Text.Should().NotContain(book);
    }

    private async Task<(Api Api, string Book)> NewBookAsync(params string[] rows)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        if (rows.Length > 0)
        {
            await api.UploadAsync(book, rows);
        }

        return (api, book);
    }
}
