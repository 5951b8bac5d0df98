using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContactBooks.Specs.Http;

public partial class BookSpecs(RunningServer server)
{
    private const string Astral = "😀";

    /// <summary>e and a combining acute accent: two code points, one after NFC.</summary>
    private const string TwoThatBecomeOne = "e\u0301";

    [Fact]
    public async Task A_new_book_is_ACTIVE_and_empty_and_reads_as_it_was_answered()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.PostAsync(Api.Books, """{"name":"Retail Leads","description":"From the spring fair","color":"#0f62fe"}""");

        var book = answer.Succeeds("Contact book created").GetProperty("contactBook");
        var (uid, at) = (book.Text("uid")!, book.Text("createdAt")!);
        uid.Should().MatchRegex("^grp_[A-Za-z0-9_-]{1,60}$");
        at.Should().MatchRegex(Time());
        book.ShouldBeJson(
            $$"""
            {
              "contactBookUid": "{{uid}}", "uid": "{{uid}}", "name": "Retail Leads", "description": "From the spring fair",
              "color": "#0f62fe", "status": "ACTIVE", "contactCount": 0, "createdAt": "{{at}}", "updatedAt": "{{at}}"
            }
            """);
        (await api.ReadBookAsync(uid)).ShouldBeJson(book.GetRawText());
    }

    [Fact]
    public async Task Description_and_color_are_null_where_none_is_given()
    {
        var api = await server.NewCustomerAsync();

        var bare = await api.ReadBookAsync(await api.NewBookAsync());
        var nulls = (await api.PostAsync(Api.Books, """{"name":"One","description":null,"color":null}""")).Succeeds("Contact book created").GetProperty("contactBook");
        var blanks = (await api.PostAsync(Api.Books, """{"name":"One","description":" ","color":""}""")).Succeeds("Contact book created").GetProperty("contactBook");

        foreach (var book in new[] { bare, nulls, blanks })
        {
            book.GetProperty("description").ValueKind.Should().Be(JsonValueKind.Null);
            book.GetProperty("color").ValueKind.Should().Be(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task Times_are_UTC_ISO_8601_with_milliseconds_and_Z_and_are_those_of_the_deed()
    {
        await using var own = await RunningServer.StartAsync();
        var api = await own.NewCustomerAsync();
        own.Clock.IsStopped = true;

        var created = own.Clock.GetUtcNow();
        var book = await api.NewBookAsync();
        own.Clock.Advance(TimeSpan.FromDays(1));
        (await api.PostAsync(Api.Book(book), """{"name":"Other"}""")).Succeeds("Contact book updated");

        var read = await api.ReadBookAsync(book);
        read.Text("createdAt").Should().MatchRegex(Time());
        read.GetProperty("createdAt").GetDateTimeOffset().Should().Be(created);
        read.GetProperty("updatedAt").GetDateTimeOffset().Should().Be(created.AddDays(1));
    }

    [Fact]
    public async Task A_name_of_1_to_100_characters_is_taken_and_one_more_is_not()
    {
        var api = await server.NewCustomerAsync();

        await Takes("x");
        await Takes(new string('x', 100));
        await Takes(string.Concat(Enumerable.Repeat(Astral, 100)));
        await Refuses(new string('x', 101));
        await Refuses(string.Concat(Enumerable.Repeat(Astral, 101)));

        async Task Takes(string name) => (await api.ReadBookAsync(await api.NewBookAsync(name))).Text("name").Should().Be(name);

        async Task Refuses(string name) =>
            (await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { name }))).Faults().Should().Equal(("name", "TOO_LONG"));
    }

    [Fact]
    public async Task A_name_is_counted_after_NFC_and_trimming()
    {
        var api = await server.NewCustomerAsync();

        var book = await api.NewBookAsync("  " + string.Concat(Enumerable.Repeat(TwoThatBecomeOne, 100)) + "\t\n ");

        (await api.ReadBookAsync(book)).Text("name").Should().Be(new string('é', 100));
    }

    [Fact]
    public async Task A_description_may_have_500_characters_and_no_more()
    {
        var api = await server.NewCustomerAsync();
        var longest = string.Concat(Enumerable.Repeat(Astral, 500));

        var answer = await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { name = "One", description = longest }));
        answer.Succeeds("Contact book created").GetProperty("contactBook").Text("description").Should().Be(longest);
        (await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { name = "One", description = longest + "x" })))
            .Faults().Should().Equal(("description", "TOO_LONG"));
    }

    [Theory]
    [InlineData("#fff")]
    [InlineData("#0f62fe")]
    [InlineData("#ABCDEF")]
    public async Task A_color_is_rgb_or_rrggbb(string color)
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { name = "One", color }));

        answer.Succeeds("Contact book created").GetProperty("contactBook").Text("color").Should().Be(color);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("fff")]
    [InlineData("#ff")]
    [InlineData("#ffff")]
    [InlineData("#fffff")]
    [InlineData("#fffffff")]
    [InlineData("#ffffffff")]
    [InlineData("#ggg")]
    [InlineData("#１２３")]
    public async Task Any_other_color_is_VALIDATION_FAILED(string color)
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { name = "One", color }));

        answer.Faults().Should().ContainSingle().Which.Path.Should().Be("color");
    }

    [Fact]
    public async Task Two_books_may_bear_one_name()
    {
        var api = await server.NewCustomerAsync();

        (await api.NewBookAsync("Leads")).Should().NotBe(await api.NewBookAsync("Leads"));
    }

    [Theory]
    [InlineData("{}", "name", "REQUIRED")]
    [InlineData("""{"name":null}""", "name", "REQUIRED")]
    [InlineData("""{"name":""}""", "name", "REQUIRED")]
    [InlineData("""{"name":" \t\n "}""", "name", "REQUIRED")]
    [InlineData("""{"Name":"One"}""", "name", "REQUIRED")]
    [InlineData("""{"name":{}}""", "name", "NOT_A_TEXT")]
    [InlineData("""{"name":["One"]}""", "name", "NOT_A_TEXT")]
    [InlineData("""{"name":"a\u0007b"}""", "name", "INVALID_CHARACTERS")]
    [InlineData("""{"name":"a\u0085b"}""", "name", "INVALID_CHARACTERS")]
    [InlineData("""{"name":"a\ud800b"}""", "name", "INVALID_CHARACTERS")]
    [InlineData("""{"name":"One","name":"Two"}""", "name", "DUPLICATE_PROPERTY")]
    [InlineData("""{"name":"One","na\u006de":"Two"}""", "name", "DUPLICATE_PROPERTY")]
    [InlineData("", "", "INVALID_JSON")]
    [InlineData("  ", "", "INVALID_JSON")]
    [InlineData("name=One", "", "INVALID_JSON")]
    [InlineData("""{"name":"One"} x""", "", "INVALID_JSON")]
    [InlineData("""{"name":"One",}""", "", "INVALID_JSON")]
    [InlineData("[]", "", "NOT_AN_OBJECT")]
    [InlineData("null", "", "NOT_AN_OBJECT")]
    [InlineData("\"One\"", "", "NOT_AN_OBJECT")]
    public async Task A_body_that_names_no_book_is_VALIDATION_FAILED_for_create_and_rename(string body, string path, string code)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("Before");

        (await api.PostAsync(Api.Books, body)).Faults().Should().Equal((path, code));
        (await api.PostAsync(Api.Book(book), body)).Faults().Should().Equal((path, code));

        (await api.ReadBookAsync(book)).Text("name").Should().Be("Before");
        (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task All_faults_of_a_new_book_are_told()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { color = "red", description = new string('x', 501), name = new string('x', 101) }));

        answer.Faults().Should().BeEquivalentTo([("name", "TOO_LONG"), ("description", "TOO_LONG"), ("color", "INVALID_VALUE")]);
    }

    [Fact]
    public async Task A_missing_name_is_told_beside_other_faults()
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Api.Books, """{"color":"red"}""")).Faults().Should().BeEquivalentTo([("name", "REQUIRED"), ("color", "INVALID_VALUE")]);
    }

    [Fact]
    public async Task A_scalar_given_for_a_text_is_read_as_its_text()
    {
        var api = await server.NewCustomerAsync();

        var book = (await api.PostAsync(Api.Books, """{"name":2026,"description":true}""")).Succeeds("Contact book created").GetProperty("contactBook");

        book.Text("name").Should().Be("2026");
        book.Text("description").Should().Be("true");
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_whatever_they_hold()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.PostAsync(Api.Books, """{"status":"INACTIVE","contactCount":9,"x":{"y":[{}]},"name":"One","uid":"grp_mine"}""");

        var book = answer.Succeeds("Contact book created").GetProperty("contactBook");
        book.Text("status").Should().Be("ACTIVE");
        book.GetProperty("contactCount").GetInt32().Should().Be(0);
        book.Text("uid").Should().NotBe("grp_mine");
    }

    [Fact]
    public async Task Only_the_name_is_editable_by_a_rename_and_any_other_field_is_ignored()
    {
        var api = await server.NewCustomerAsync();
        var before = (await api.PostAsync(Api.Books, """{"name":"One","description":"Kept","color":"#fff"}""")).Succeeds("Contact book created").GetProperty("contactBook");
        var uid = before.Text("uid")!;
        await api.UploadAsync(uid, Api.Rows(2));

        var after = (await api.PostAsync(
            Api.Book(uid),
            """{"name":" Two ","description":{"not":"a text"},"color":"no color","status":"INACTIVE","contactCount":0,"createdAt":null}"""))
            .Succeeds("Contact book updated").GetProperty("contactBook");

        after.ShouldBeJson(
            $$"""
            {
              "contactBookUid": "{{uid}}", "uid": "{{uid}}", "name": "Two", "description": "Kept", "color": "#fff", "status": "ACTIVE",
              "contactCount": 2, "createdAt": "{{before.Text("createdAt")}}", "updatedAt": "{{after.Text("updatedAt")}}"
            }
            """);
        after.GetProperty("updatedAt").GetDateTimeOffset().Should().BeAfter(before.GetProperty("updatedAt").GetDateTimeOffset());
        (await api.ReadBookAsync(uid)).ShouldBeJson(after.GetRawText());
    }

    [Theory]
    [InlineData("grp_nothing")]
    [InlineData("nothing")]
    [InlineData("GRP_ABC")]
    [InlineData("%20")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%FF")]
    [InlineData("a%2Fb")]
    [InlineData("'%20or%201=1--")]
    [InlineData("0")]
    public async Task A_book_that_there_is_not_is_CONTACT_BOOK_NOT_FOUND_everywhere(string uid)
    {
        var api = await server.NewCustomerAsync();
        await api.NewBookAsync();

        await IsNotFound(api, uid);
    }

    [Fact]
    public async Task Another_customers_book_answers_just_as_one_that_there_is_not()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var theirs = await other.NewBookAsync("Theirs");

        await IsNotFound(api, theirs);
        var message = (await api.GetAsync(Api.Book(theirs))).Json.GetProperty("error").GetRawText();
        (await api.GetAsync(Api.Book("grp_nothing"))).Json.GetProperty("error").GetRawText().Should().Be(message);
        (await other.ReadBookAsync(theirs)).Text("name").Should().Be("Theirs");
        (await other.ContactsAsync(theirs)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_books_uid_is_case_sensitive()
    {
        var api = await server.NewCustomerAsync();
        var uid = await api.NewBookAsync();
        var otherCase = "grp_" + (uid.Any(char.IsUpper) ? uid[4..].ToLowerInvariant() : uid[4..].ToUpperInvariant());

        (await api.GetAsync(Api.Book(otherCase))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [Fact]
    public async Task An_INACTIVE_book_can_be_read_and_uploaded_into()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await server.MakeInactiveAsync(book);

        (await api.ReadBookAsync(book)).Text("status").Should().Be("INACTIVE");
        (await api.UploadOneAsync(book, """{"phone":"7000782082"}""")).Text("status").Should().Be("CREATED");
        var contact = await api.OnlyContactAsync(book);
        contact.GetProperty("groups").ShouldBeJson($$"""[{"uid":"{{book}}","name":"Retail Leads","status":"INACTIVE"}]""");
        (await api.PostAsync(Api.Book(book), """{"name":"Renamed"}""")).Succeeds("Contact book updated")
            .GetProperty("contactBook").Text("status").Should().Be("INACTIVE");
    }

    [Fact]
    public async Task ContactCount_counts_the_contacts_of_the_book()
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync());

        await api.UploadAsync(book, [.. Api.Rows(3), """{"phone":"9800000000"}""", """{"phone":"no"}"""]);
        await api.UploadAsync(book, Api.Rows(2));
        await api.UploadAsync(other, Api.Rows(1));

        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(3);
        (await api.ReadBookAsync(other)).GetProperty("contactCount").GetInt32().Should().Be(1);
    }

    private static async Task IsNotFound(Api api, string uid)
    {
        (await api.GetAsync(Api.Book(uid))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.GetAsync(Api.Contacts(uid))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync(Api.Book(uid), """{"name":"Mine"}""")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync(Api.Bulk(uid), Api.Upload("""{"phone":"7000782082"}"""))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync(Api.Bulk(uid) + "?dryRun=true", Api.Upload("""{"phone":"7000782082"}"""))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();
}
