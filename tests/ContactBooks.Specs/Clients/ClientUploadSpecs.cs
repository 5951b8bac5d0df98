using System.Text.Json;
using System.Text.Json.Nodes;
using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

public sealed class ClientUploadSpecs(RunningServer server)
{
    private static readonly UploadOptions Indian = new() { DefaultCountryCode = "91" };

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_has_the_book_the_summary_a_result_for_each_row_and_the_request_id()
    {
        var (api, book, client) = await NewBook();
        using var end = client;
        await api.UploadAsync(book, """{"phone":"7000782082"}""");

        var result = await client.Contacts.UploadAsync(
            book,
            [new("7000782083"), new("070007 82082"), new("+917000782083"), new("12345"), new(null), new("7000782084") { Email = "no", FirstName = new string('x', 201) }],
            Indian,
            _cancellation);

        result.Book.Should().Be(new ContactBookReference(book, "Retail Leads"));
        result.Summary.Should().Be(new UploadSummary(6, 1, 1, 1, 3));
        result.Results.Select(row => (row.Row, row.Status, row.Reason, row.Phone)).Should().Equal(
            (1, RowStatus.Created, null, null),
            (2, RowStatus.Updated, null, null),
            (3, RowStatus.Skipped, RowReason.DuplicateInRequest, "917000782083"),
            (4, RowStatus.Invalid, RowReason.InvalidPhone, "12345"),
            (5, RowStatus.Invalid, RowReason.MissingPhone, null),
            (6, RowStatus.Invalid, RowReason.FieldTooLong, "7000782084"));
        var stored = (await api.ContactsAsync(book)).Select(contact => new StoredContact(contact.Text("uid"), contact.Text("phone")!));
        result.Results.Take(2).Select(row => row.Contact).Should().BeEquivalentTo(stored);
        result.Results[0].Faults.Should().BeEmpty();
        (result.Results[3].Field, result.Results[3].Message).Should().Match<(string? Field, string? Message)>(told => told.Field == "phone" && told.Message!.Length > 10);
        result.Results[5].Faults.Select(fault => (fault.Reason, fault.Field)).Should().Equal(
            (RowReason.FieldTooLong, "firstName"), (RowReason.InvalidEmail, "email"));
        (result.IsDryRun, result.IsReplayed).Should().Be((false, false));
        result.RequestId.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_absent_field_stays_a_value_replaces_and_Clear_clears()
    {
        var (api, book, client) = await NewBook();
        using var end = client;
        var full = new ContactRow("7000782082")
        {
            DisplayName = "Asha",
            FirstName = "A",
            LastName = "R",
            Email = "a@example.com",
            CompanyName = "Acme",
            CustomFields = new JsonObject { ["city"] = "Mumbai", ["old"] = 1 },
        };
        await client.Contacts.UploadAsync(book, [full], Indian, _cancellation);

        string? notGiven = null;
        var change = new ContactRow("7000782082")
        {
            DisplayName = notGiven,
            FirstName = "मीरा \"M\"",
            Email = FieldValue.Clear,
            CompanyName = "  ",
            CustomFields = new JsonObject { ["old"] = null, ["new"] = new JsonArray(1, "two") },
        };
        await client.Contacts.UploadAsync(book, [change], Indian, _cancellation);

        var stored = await api.OnlyContactAsync(book);
        (stored.Text("displayName"), stored.Text("firstName"), stored.Text("lastName")).Should().Be(("Asha", "मीरा \"M\"", "R"));
        (stored.Text("email"), stored.Text("companyName")).Should().Be((null, "Acme"));
        stored.GetProperty("customFields").ShouldBeJson("""{"city":"Mumbai","new":[1,"two"]}""");
    }

    [Fact]
    public async Task A_row_of_JSON_is_sent_as_it_stands()
    {
        var (api, book, client) = await NewBook();
        using var end = client;
        using var rows = JsonDocument.Parse("""
            [{"phone":9.17000782082E+11,"displayName":null,"unknown":[1], "customFields" : {"big":1.10e400}},{"phone":"7000782083","firstName":"\ud800"}]
            """);

        var result = await client.Contacts.UploadAsync(book, [.. rows.RootElement.EnumerateArray().Select(ContactRow.FromJson)], Indian, _cancellation);

        result.Results.Select(row => (row.Status, row.Reason)).Should().Equal((RowStatus.Created, null), (RowStatus.Invalid, RowReason.InvalidCharacters));
        var stored = await api.OnlyContactAsync(book);
        stored.Text("phone").Should().Be("917000782082");
        stored.GetProperty("customFields").GetProperty("big").GetRawText().Should().Be("1.10e400");
    }

    [Fact]
    public async Task A_dry_run_predicts_and_writes_nothing()
    {
        var (api, book, client) = await NewBook();
        using var end = client;

        var result = await client.Contacts.UploadAsync(book, [new("7000782082")], Indian with { DryRun = true }, _cancellation);

        result.IsDryRun.Should().BeTrue();
        result.Results.Should().ContainSingle().Which.Contact.Should().Be(new StoredContact(null, "917000782082"));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task Rows_that_the_policy_leaves_out_are_skipped_and_say_why()
    {
        var (api, book, client) = await NewBook();
        using var end = client;
        await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(1)], Indian, _cancellation);

        var updated = await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(2)], Indian with { UpdatePolicy = UpdatePolicy.UpdateOnly }, _cancellation);
        var created = await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(2)], Indian with { UpdatePolicy = UpdatePolicy.CreateOnly }, _cancellation);

        updated.Results.Select(row => (row.Status, row.Reason)).Should().Equal((RowStatus.Updated, null), (RowStatus.Skipped, RowReason.NotFound));
        created.Results.Select(row => (row.Status, row.Reason)).Should().Equal((RowStatus.Skipped, RowReason.AlreadyExists), (RowStatus.Created, null));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task The_same_rows_with_the_same_key_get_the_first_answer_again()
    {
        var (api, book, client) = await NewBook();
        using var end = client;
        var keyed = Indian with { IdempotencyKey = "leads-1" };

        var first = await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(2)], keyed, _cancellation);
        var second = await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(2)], keyed, _cancellation);

        (first.IsReplayed, second.IsReplayed).Should().Be((false, true));
        second.Results.Should().BeEquivalentTo(first.Results, options => options.WithStrictOrdering());
        second.RequestId.Should().NotBe(first.RequestId);
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("schlüssel")]
    [InlineData("line\nbreak")]
    public async Task A_key_that_cant_be_one_is_refused_before_anything_is_sent(string key)
    {
        var (_, book, client) = await NewBook();
        using var end = client;

        await FluentActions.Awaiting(() => client.Contacts.UploadAsync(book, [new("7000782082")], new UploadOptions { IdempotencyKey = key }, _cancellation))
            .Should().ThrowAsync<ArgumentException>();
    }

    private async Task<(Api Api, string Book, ContactBooksClient Client)> NewBook()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync(), api.NewClient());
    }
}
