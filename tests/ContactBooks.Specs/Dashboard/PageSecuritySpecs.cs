using ContactBooks.Core.Accounts;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

public sealed class PageSecuritySpecs(RunningServer server)
{
    [Fact]
    public async Task A_page_runs_nothing_that_stands_in_it_and_is_kept_by_nobody()
    {
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());

        var page = await visitor.OpenAsync("/books");

        page.Headers["Content-Security-Policy"].Should().Contain("script-src 'self'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        page.Headers["Cache-Control"].Should().Contain("no-store");
        page.Headers["X-Content-Type-Options"].Should().Be("nosniff");
        page.Text.Should().NotContain("<style").And.NotContain(" style=").And.NotContain("<script>").And.NotContain(" onclick");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task A_form_of_another_site_does_nothing(string header, string value)
    {
        var api = await server.NewCustomerAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        visitor.Headers[header] = value;

        var page = await visitor.SendFormAsync("/books/new", "new-book", ("Name", "Theirs"));

        page.Status.Should().Be(403);
        page.Heading.Should().Be("This was sent from another site");
        (await BooksOfAsync(api)).Should().BeEmpty();
    }

    [Fact]
    public async Task Nor_does_one_without_the_mark_of_its_page()
    {
        var api = await server.NewCustomerAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var page = await visitor.PostAsync("/books/new", ("_handler", "new-book"), ("Name", "Theirs"));

        page.Status.Should().Be(400);
        page.Heading.Should().Be("This form is too old");
        (await BooksOfAsync(api)).Should().BeEmpty();
    }

    [Fact]
    public async Task Over_plain_http_pages_are_for_the_machine_itself()
    {
        using var visitor = new Visitor(server);
        visitor.Headers["Host"] = "contacts.example.com";

        var page = await visitor.OpenAsync("/sign-in");

        page.Status.Should().Be(403);
        page.Heading.Should().Be("This dashboard needs HTTPS");
        page.Text.Should().Contain("CONTACTBOOKS__TLS__CERTIFICATE");
    }

    [Fact]
    public async Task Behind_a_proxy_with_tls_cookies_are_bound_to_the_host()
    {
        await using var behind = await Visitor.StartBehindProxyAsync();
        using var visitor = Visitor.ByProxy(behind);

        var page = await visitor.OpenAsync("/sign-in");

        page.Status.Should().Be(200);
        page.Headers["Set-Cookie"].Should().StartWith("__Host-contactbooks-form=").And.Contain("secure").And.Contain("path=/").And.NotContain("domain");
    }

    [Fact]
    public async Task A_customer_sees_nothing_of_another()
    {
        var theirs = await server.NewCustomerAsync();
        var book = await theirs.NewBookAsync("Secret plans");
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());

        foreach (var address in new[] { $"/books/{book}", $"/books/{book}/settings" })
        {
            var page = await visitor.OpenAsync(address);
            page.Status.Should().Be(404);
            page.Heading.Should().Be("There is nothing here");
        }

        (await visitor.OpenAsync("/books?search=Secret")).Text.Should().NotContain("Secret plans");
        await visitor.SendFormAsync("/tokens", "new-token", ("Name", "Mine"), ("Lifetime", "1w"));
        await visitor.SendFormAsync("/tokens", "revoke", ("TokenUid", theirs.TokenUid));
        (await server.Store.Directory.ListTokensAsync(theirs.Customer.Id)).Single().RevokedAt.Should().BeNull();
        (await visitor.SendFormAsync("/people", "people", ("Change", $"off {theirs.UserUid}"))).Status.Should().Be(200);
        (await server.Store.Directory.ListUsersAsync(theirs.Customer.Id)).Single().IsActive.Should().BeTrue();
    }

    [Fact]
    public async Task A_member_works_with_books_and_has_no_say_about_tokens_and_people()
    {
        using var member = await Visitor.OfAsync(server, await server.NewCustomerAsync(), AccountRole.Member);

        (await member.OpenAsync("/books")).Status.Should().Be(200);
        foreach (var address in new[] { "/tokens", "/people", "/customers", "/users", "/health" })
        {
            var page = await member.OpenAsync(address);
            page.Status.Should().Be(403);
            page.Heading.Should().Be("This page is not open to you");
        }
    }

    [Fact]
    public async Task An_owner_has_no_say_about_customers_and_the_server()
    {
        var api = await server.NewCustomerAsync();
        using var owner = await Visitor.OfAsync(server, api);

        foreach (var address in new[] { "/customers", $"/customers/{api.Customer.Uid}", "/users", "/health" })
        {
            (await owner.OpenAsync(address)).Status.Should().Be(403, address);
        }
    }

    private async Task<IReadOnlyList<Core.Books.Book>> BooksOfAsync(Api api) =>
        (await server.Store.Books.ListAsync(api.Customer.Id, default, new Core.Store.Slice<Core.Store.BookCursor>(0, 10, null))).Items;
}
