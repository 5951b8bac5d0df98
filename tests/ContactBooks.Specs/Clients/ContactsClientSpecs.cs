using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

public sealed class ContactsClientSpecs(RunningServer server)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contact_is_read_with_all_that_it_has()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var (book, other) = (await api.NewBookAsync("Leads"), await api.NewBookAsync("Other"));
        const string Row = """
            {"phone":"7000782082","displayName":"Asha Rao","firstName":"Asha","lastName":"Rao","email":"asha@example.com","companyName":"Acme",
             "customFields":{"city":"Mumbai","visits":3,"tags":["a",null],"nested":{"deep":true}}}
            """;
        await api.UploadAsync(book, Row);
        await api.UploadAsync(other, Row);

        var contact = await client.Contacts.ListAsync(book, cancellationToken: _cancellation).SingleAsync(_cancellation);

        var stored = await api.OnlyContactAsync(book);
        contact.Uid.Should().Be(stored.Text("uid"));
        (contact.Phone, contact.Status).Should().Be(("917000782082", "ACTIVE"));
        (contact.DisplayName, contact.FirstName, contact.LastName).Should().Be(("Asha Rao", "Asha", "Rao"));
        (contact.Email, contact.CompanyName).Should().Be(("asha@example.com", "Acme"));
        contact.Groups.Should().BeEquivalentTo([new ContactGroup(book, "Leads", BookStatus.Active), new ContactGroup(other, "Other", BookStatus.Active)]);
        contact.CustomFields.Keys.Should().BeEquivalentTo("city", "visits", "tags", "nested");
        contact.CustomFields["nested"].GetProperty("deep").GetBoolean().Should().BeTrue();
        contact.CustomFields["visits"].GetInt32().Should().Be(3);
        contact.CreatedAt.Should().Be(stored.GetProperty("createdAt").GetDateTimeOffset());
        contact.UpdatedAt.Should().Be(stored.GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_contact_of_a_phone_alone_has_nulls_and_no_custom_fields()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082"}""");

        var contact = await client.Contacts.ListAsync(book, cancellationToken: _cancellation).SingleAsync(_cancellation);

        (contact.DisplayName, contact.FirstName, contact.LastName, contact.Email, contact.CompanyName).Should().Be((null, null, null, null, null));
        contact.CustomFields.Should().BeEmpty();
    }

    [Fact]
    public async Task Contacts_are_listed_over_many_pages_each_once()
    {
        var api = await server.NewCustomerAsync();
        await using var between = await Intermediary.StartAsync(server, request => request.PassOnAsync());
        using var client = api.NewClient(options => options.BaseAddress = between.Address);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(205));

        var listed = await client.Contacts.ListAsync(book, pageSize: 50, cancellationToken: _cancellation).Select(contact => contact.Uid).ToListAsync(_cancellation);

        listed.Should().Equal((await api.ContactsAsync(book, "?limit=1000")).Select(contact => contact.Text("uid")));
        between.Requests.Should().HaveCount(5).And.OnlyContain(request => request.Path.Contains("limit=50"));
        between.Requests.Skip(1).Should().OnlyContain(request => request.Path.Contains("cursor="), "deep pages cost no more than the first");
    }

    [Fact]
    public async Task Pages_are_asked_for_only_as_they_are_needed()
    {
        var api = await server.NewCustomerAsync();
        await using var between = await Intermediary.StartAsync(server, request => request.PassOnAsync());
        using var client = api.NewClient(options => options.BaseAddress = between.Address);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(30));

        var contacts = client.Contacts.ListAsync(book, pageSize: 10, cancellationToken: _cancellation);
        between.Requests.Should().BeEmpty();
        (await contacts.Take(10).CountAsync(_cancellation)).Should().Be(10);

        between.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("मीरा", "Meera")]
    [InlineData("+91 98200-12345", "Meera")]
    [InlineData("100%", "Hundred")]
    public async Task Contacts_are_found_by_a_part_of_a_name_or_phone(string search, string company)
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var book = await api.NewBookAsync();
        await api.UploadAsync(
            book,
            """{"phone":"9820012345","displayName":"मीरा जोशी","companyName":"Meera"}""",
            """{"phone":"9820012346","displayName":"100% & more","companyName":"Hundred"}""");

        var found = await client.Contacts.ListAsync(book, search, cancellationToken: _cancellation).ToListAsync(_cancellation);

        found.Should().ContainSingle().Which.CompanyName.Should().Be(company);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_size_that_the_server_refuses_is_refused_here(int pageSize)
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();

        FluentActions.Invoking(() => client.Contacts.ListAsync("grp_x", pageSize: pageSize)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => client.Books.ListAsync(pageSize: pageSize)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
