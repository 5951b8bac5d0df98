using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class ContactListSpecs(RunningServer server)
{
    [Fact]
    public async Task A_contact_is_told_whole()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var row = await api.UploadOneAsync(
            book,
            """
            {
              "phone": "7000782082", "displayName": "Asha Rao", "firstName": "Asha", "lastName": "Rao", "email": "asha@example.com",
              "companyName": "Acme", "customFields": { "city": "Mumbai" }
            }
            """);

        var data = await api.ListAsync(book);

        data.GetProperty("contactBook").ShouldBeJson($$"""{"contactBookUid":"{{book}}","name":"Retail Leads"}""");
        var contact = data.GetProperty("contacts").EnumerateArray().Should().ContainSingle().Subject;
        var (uid, at) = (contact.Text("uid")!, contact.Text("createdAt")!);
        uid.Should().MatchRegex("^ct_[A-Za-z0-9_-]+$").And.Be(row.GetProperty("contact").Text("contactUid"));
        at.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        contact.ShouldBeJson(
            $$"""
            {
              "contactUid": "{{uid}}", "uid": "{{uid}}", "phone": "917000782082", "phoneE164": "917000782082", "displayName": "Asha Rao",
              "firstName": "Asha", "lastName": "Rao", "email": "asha@example.com", "companyName": "Acme", "status": "ACTIVE",
              "groups": [{ "uid": "{{book}}", "name": "Retail Leads", "status": "ACTIVE" }],
              "customFields": { "city": "Mumbai" }, "createdAt": "{{at}}", "updatedAt": "{{at}}"
            }
            """);
    }

    [Fact]
    public async Task A_contact_with_nothing_but_a_phone_has_nulls_and_empty_custom_fields()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082"}""");

        var contact = await api.OnlyContactAsync(book);

        foreach (var field in new[] { "displayName", "firstName", "lastName", "email", "companyName" })
        {
            contact.GetProperty(field).ValueKind.Should().Be(JsonValueKind.Null);
        }

        contact.GetProperty("customFields").ShouldBeJson("{}");
    }

    [Fact]
    public async Task Items_are_the_same_list()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(3));

        var data = await api.ListAsync(book);

        data.GetProperty("contacts").GetArrayLength().Should().Be(3);
        data.GetProperty("items").ShouldBeJson(data.GetProperty("contacts").GetRawText());
    }

    [Fact]
    public async Task An_empty_book_has_an_empty_list()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.ListAsync(book)).ShouldBeJson(
            $$"""
            {
              "contactBook": { "contactBookUid": "{{book}}", "name": "Retail Leads" }, "contacts": [], "items": [],
              "pagination": { "page": 1, "limit": 50, "count": 0, "hasMore": false, "nextCursor": null }
            }
            """);
    }

    [Theory]
    [InlineData("""{"phone":"7000782082","firstName":"Asha","lastName":"Rao"}""", "Asha Rao")]
    [InlineData("""{"phone":"7000782082","firstName":"Asha"}""", "Asha")]
    [InlineData("""{"phone":"7000782082","lastName":"Rao"}""", "Rao")]
    [InlineData("""{"phone":"7000782082","displayName":" ","firstName":"Asha"}""", "Asha")]
    [InlineData("""{"phone":"7000782082","displayName":null,"firstName":"Asha"}""", "Asha")]
    [InlineData("""{"phone":"7000782082","displayName":"Ms Rao","firstName":"Asha"}""", "Ms Rao")]
    [InlineData("""{"phone":"7000782082","companyName":"Acme"}""", null)]
    public async Task While_no_displayName_is_stored_it_reads_as_first_and_last_name_else_null(string row, string? displayName)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, row);

        (await api.OnlyContactAsync(book)).Text("displayName").Should().Be(displayName);
    }

    [Fact]
    public async Task The_displayName_read_from_the_names_is_not_stored_and_follows_them()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        await api.UploadAsync(book, """{"phone":"7000782082","firstName":"Asha","lastName":"Rao"}""");
        await api.UploadAsync(book, """{"phone":"7000782082","lastName":"Patel"}""");

        (await api.OnlyContactAsync(book)).Text("displayName").Should().Be("Asha Patel");
    }

    [Fact]
    public async Task Groups_are_all_the_books_that_the_contact_is_in_by_their_names_of_now()
    {
        var api = await server.NewCustomerAsync();
        var (one, two, three) = (await api.NewBookAsync("One"), await api.NewBookAsync("Two"), await api.NewBookAsync("Three"));
        await api.UploadAsync(one, """{"phone":"7000782082"}""");
        await api.UploadAsync(two, """{"phone":"+91 70007 82082"}""");
        await api.UploadAsync(three, """{"phone":"9800000001"}""");
        (await api.PostAsync(Api.Book(two), """{"name":"Two renamed"}""")).Succeeds("Contact book updated");
        var expected = $$"""[{"uid":"{{one}}","name":"One","status":"ACTIVE"},{"uid":"{{two}}","name":"Two renamed","status":"ACTIVE"}]""";

        (await api.OnlyContactAsync(one)).GetProperty("groups").ShouldBeJson(expected);
        (await api.OnlyContactAsync(two)).GetProperty("groups").ShouldBeJson(expected);
        (await api.ContactsAsync(two, "?search=7000782082")).Should().ContainSingle().Which.GetProperty("groups").ShouldBeJson(expected);
    }

    [Fact]
    public async Task The_newest_membership_comes_first_then_the_uid()
    {
        var api = await server.NewCustomerAsync();
        var (one, two) = (await api.NewBookAsync(), await api.NewBookAsync());
        await api.UploadAsync(one, Api.Rows(3));
        await api.UploadAsync(one, Api.Rows(2, from: 10));
        await api.UploadAsync(two, Api.Rows(1, from: 10));
        await api.UploadAsync(two, Api.Rows(3));

        var ofOne = await api.ContactsAsync(one);
        var ofTwo = await api.ContactsAsync(two);

        ofOne.Select(c => c.Text("displayName")).Should().Equal("Contact 10", "Contact 11", "Contact 0", "Contact 1", "Contact 2");
        ofTwo.Select(c => c.Text("displayName")).Should().Equal("Contact 0", "Contact 1", "Contact 2", "Contact 10");
        ofOne[..2].Select(c => c.Text("uid")).Should().BeInAscendingOrder(StringComparer.Ordinal);
        ofOne[2..].Select(c => c.Text("uid")).Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_update_is_no_new_membership()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(1));
        await api.UploadAsync(book, Api.Rows(1, from: 1));

        await api.UploadAsync(book, """{"phone":"9800000000","displayName":"Changed"}""");

        (await api.ContactsAsync(book)).Select(c => c.Text("displayName")).Should().Equal("Contact 1", "Changed");
    }

    [Fact]
    public async Task UpdatedAt_moves_when_a_value_changes_and_only_then()
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync());
        await api.UploadAsync(book, """{"phone":"7000782082","firstName":"Asha","customFields":{"a":1}}""");
        var created = await api.OnlyContactAsync(book);

        await api.UploadAsync(other, """{"phone":"7000782082","firstName":"Asha","customFields":{"a":1}}""");
        (await api.OnlyContactAsync(book)).Text("updatedAt").Should().Be(created.Text("updatedAt"));

        await api.UploadAsync(other, """{"phone":"7000782082","firstName":"Usha"}""");
        var changed = await api.OnlyContactAsync(book);
        changed.GetProperty("updatedAt").GetDateTimeOffset().Should().BeAfter(created.GetProperty("updatedAt").GetDateTimeOffset());
        changed.Text("createdAt").Should().Be(created.Text("createdAt"));
    }

    [Fact]
    public async Task The_phone_of_one_customer_is_another_contact_with_another()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var (mine, theirs) = (await api.NewBookAsync("Mine"), await other.NewBookAsync("Theirs"));

        var a = await api.UploadOneAsync(mine, """{"phone":"7000782082","firstName":"Asha"}""");
        var b = await other.UploadOneAsync(theirs, """{"phone":"7000782082","firstName":"Usha"}""");

        (a.Text("status"), b.Text("status")).Should().Be(("CREATED", "CREATED"));
        a.GetProperty("contact").Text("contactUid").Should().NotBe(b.GetProperty("contact").Text("contactUid"));
        var contact = await api.OnlyContactAsync(mine);
        contact.Text("firstName").Should().Be("Asha");
        contact.GetProperty("groups").GetArrayLength().Should().Be(1);
        (await api.SearchAsync(mine, "Usha")).Should().BeEmpty();
    }
}
