using System.Net;
using System.Text.RegularExpressions;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>The contacts on a book's page, sorted, and how that is kept.</summary>
public sealed partial class SortedContactsSpecs(RunningServer server)
{
    [Theory]
    [InlineData("", "Ravi Asha Zoë")]
    [InlineData("sort=added", "Zoë Asha Ravi")]
    [InlineData("sort=name", "Asha Ravi Zoë")]
    [InlineData("sort=-name", "Zoë Ravi Asha")]
    [InlineData("sort=phone", "Asha Zoë Ravi")]
    [InlineData("sort=-phone", "Ravi Zoë Asha")]
    [InlineData("sort=-phone&search=a", "Ravi Asha")]
    [InlineData("sort=nonsense", "Ravi Asha Zoë")]
    public async Task The_address_says_how(string query, string expected)
    {
        var (api, book) = await BookOfThreeAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        NamesOn(await visitor.OpenAsync($"{book}?{query}")).Should().Equal(expected.Split(' '));
    }

    [Fact]
    public async Task A_header_tells_how_its_column_is_sorted_and_leads_to_the_other_way_with_all_else_as_it_is()
    {
        var (api, book) = await BookOfThreeAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var unsorted = await visitor.OpenAsync(book);
        var sorted = await visitor.OpenAsync($"{book}?search=a&sort=name&field=city&cursor=old");

        unsorted.Text.Should().NotContain("aria-sort").And.Contain($"href=\"{book}?sort=name\"").And.Contain($"href=\"{book}?sort=phone\"");
        sorted.Text.Should().Contain($"aria-sort=\"ascending\"><a href=\"{book}?search=a&amp;field=city&amp;sort=-name\"")
            .And.Contain($"href=\"{book}?search=a&amp;field=city&amp;sort=phone\"").And.Contain("""<option value="name" selected""");
        (await visitor.OpenAsync($"{book}?sort=-name")).Text.Should().Contain($"aria-sort=\"descending\"><a href=\"{book}?sort=name\"");
    }

    [Theory]
    [InlineData("sort=name")]
    [InlineData("sort=-phone&search=contact")]
    [InlineData("sort=added")]
    [InlineData("sort=added&search=contact")]
    public async Task Its_pages_follow_each_other(string query)
    {
        var (api, book) = await NewBookAsync(120);
        using var visitor = await Visitor.OfAsync(server, api);
        var seen = new List<string>();

        for (var address = $"{book}?{query}"; address is not null;)
        {
            var page = await visitor.OpenAsync(address);
            seen.AddRange(NamesOn(page));
            address = NextLink().Match(page.Text) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        seen.Should().HaveCount(120).And.OnlyHaveUniqueItems();
        if (query == "sort=name")
        {
            seen.Should().BeInAscendingOrder(StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_shown_of_the_list_goes_along_to_where_contacts_are_removed_and_back()
    {
        var (api, book) = await BookOfThreeAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        var list = await visitor.OpenAsync($"{book}?search=a&sort=name&field=city&field=vip");
        var hidden = Hidden().Matches(list.Text).Select(match => $"{match.Groups[1]}={match.Groups[2]}");
        var contact = PickedContact().Match(list.Text).Groups[1].Value;

        hidden.Should().Equal("search=a", "sort=name", "field=city", "field=vip");
        var tidy = $"{book}/tidy?do=Remove&{string.Join('&', hidden)}&contact={contact}";
        (await visitor.OpenAsync(tidy)).Text.Should().Contain($"href=\"{book}?search=a&amp;sort=name&amp;field=city&amp;field=vip\"");
        var done = await visitor.SendFormAsync(tidy, "tidy");

        done.Location.Should().Contain($"{book}?search=a&sort=name&field=city&field=vip&change=");
        NamesOn(await visitor.OpenAsync(done.Location!)).Should().Equal("Ravi");
    }

    [Fact]
    public async Task A_last_page_that_has_emptied_is_the_first()
    {
        var (api, book) = await NewBookAsync(51);
        using var visitor = await Visitor.OfAsync(server, api);
        var next = WebUtility.HtmlDecode(NextLink().Match((await visitor.OpenAsync($"{book}?sort=phone")).Text).Groups[1].Value);
        var last = await visitor.OpenAsync(next);
        var tidy = $"{book}/tidy?do=Delete&{next[(next.IndexOf('?') + 1)..]}&contact={PickedContact().Match(last.Text).Groups[1].Value}";

        var done = await visitor.SendFormAsync(tidy, "tidy");
        var emptied = await visitor.OpenAsync(done.Location!);

        done.Location.Should().Contain("cursor=");
        emptied.Status.Should().Be(302);
        var first = await visitor.OpenAsync(emptied.Location!);
        NamesOn(first).Should().HaveCount(50);
        first.Text.Should().Contain("Contacts deleted: 1.");
    }

    [Fact]
    public async Task Every_page_of_a_book_says_how_many_contacts_it_has()
    {
        var (api, book) = await NewBookAsync(1000);
        using var visitor = await Visitor.OfAsync(server, api);

        foreach (var tab in new[] { "", "/imports", "/overview", "/settings" })
        {
            (await visitor.OpenAsync(book + tab)).Text.Should().Contain("Contacts: 1,000");
        }
    }

    private static IEnumerable<string> NamesOn(VisitedPage page) =>
        Names().Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    private async Task<(Api Api, string Book)> NewBookAsync(int contacts)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(contacts));
        return (api, $"/books/{book}");
    }

    private async Task<(Api Api, string Book)> BookOfThreeAsync()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Zoë"}""");
        await api.UploadAsync(book, """{"phone":"7000782081","displayName":"Asha"}""");
        await api.UploadAsync(book, """{"phone":"7000782083","displayName":"Ravi"}""");

        return (api, $"/books/{book}");
    }

    [GeneratedRegex("""<th scope="row"><a [^>]*><bdi>([^<]*)</bdi>""")]
    private static partial Regex Names();

    [GeneratedRegex("""rel="next" href="([^"]*)""")]
    private static partial Regex NextLink();

    [GeneratedRegex("""<input type="hidden" name="(search|sort|field|cursor)" value="([^"]*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""name="contact" value="([^"]*)""")]
    private static partial Regex PickedContact();
}
