using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class BulkRowSpecs(RunningServer server)
{
    [Fact]
    public async Task A_phone_that_the_customer_had_no_contact_with_is_CREATED()
    {
        var (api, book) = await NewBook();

        var row = await api.UploadOneAsync(book, """{"phone":"7000782082"}""");

        row.ShouldBeJson($$"""{"row":1,"status":"CREATED","contact":{"contactUid":"{{Uid(row)}}","phone":"917000782082"} }""");
        (await api.OnlyContactAsync(book)).Text("contactUid").Should().Be(Uid(row)).And.StartWith("ct_");
    }

    [Theory]
    [InlineData("""{"phone":"7000782082"}""")]
    [InlineData("""{"phone":"7000782082","displayName":"Asha"}""")]
    [InlineData("""{"phone":"7000782082","displayName":"Usha"}""")]
    public async Task A_phone_that_it_had_one_with_is_UPDATED_whether_or_not_a_value_changed(string again)
    {
        var (api, book) = await NewBook();
        var first = await api.UploadOneAsync(book, """{"phone":"7000782082","displayName":"Asha"}""");

        var row = await api.UploadOneAsync(book, again);

        row.ShouldBeJson($$"""{"row":1,"status":"UPDATED","contact":{"contactUid":"{{Uid(first)}}","phone":"917000782082"} }""");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_contact_of_another_book_is_UPDATED_and_linked_to_this_one_and_stays_in_the_other()
    {
        var (api, one) = await NewBook();
        var two = await api.NewBookAsync();
        var first = await api.UploadOneAsync(one, """{"phone":"7000782082","firstName":"Asha"}""");

        var row = await api.UploadOneAsync(two, """{"phone":"7000782082","lastName":"Rao"}""");

        (row.Text("status"), Uid(row)).Should().Be(("UPDATED", Uid(first)));
        (await api.OnlyContactAsync(two)).Text("displayName").Should().Be("Asha Rao");
        (await api.OnlyContactAsync(one)).Text("displayName").Should().Be("Asha Rao");
    }

    [Fact]
    public async Task An_earlier_valid_row_with_the_same_normalised_phone_makes_a_row_SKIPPED_and_the_first_one_wins()
    {
        var (api, book) = await NewBook();

        var results = (await api.UploadAsync(
            book,
            """{"phone":"7000782082","displayName":"First"}""",
            """{"phone":"+91 70007-82082","displayName":"Second"}""",
            """{"phone":917000782082,"displayName":"Third"}""")).GetProperty("results");

        results[0].Text("status").Should().Be("CREATED");
        results[1].ShouldBeJson("""{"row":2,"status":"SKIPPED","reason":"DUPLICATE_IN_REQUEST","phone":"917000782082"}""");
        results[2].ShouldBeJson("""{"row":3,"status":"SKIPPED","reason":"DUPLICATE_IN_REQUEST","phone":"917000782082"}""");
        (await api.OnlyContactAsync(book)).Text("displayName").Should().Be("First");
    }

    [Fact]
    public async Task An_earlier_invalid_row_with_the_same_phone_makes_none_SKIPPED()
    {
        var (api, book) = await NewBook();

        var results = (await api.UploadAsync(
            book,
            """{"phone":"7000782082","email":"no email"}""",
            """{"phone":"7000782082","displayName":"Second"}""",
            """{"phone":"7000782082","email":"no email"}""")).GetProperty("results");

        results.EnumerateArray().Select(r => r.Text("status")).Should().Equal("INVALID", "CREATED", "INVALID");
        (await api.OnlyContactAsync(book)).Text("displayName").Should().Be("Second");
    }

    [Theory]
    [InlineData("{}", "MISSING_PHONE", "phone")]
    [InlineData("""{"phone":null}""", "MISSING_PHONE", "phone")]
    [InlineData("""{"phone":""}""", "MISSING_PHONE", "phone")]
    [InlineData("""{"phone":" \t\n"}""", "MISSING_PHONE", "phone")]
    [InlineData("""{"Phone":"7000782082"}""", "MISSING_PHONE", "phone")]
    [InlineData("""{"phone":"12"}""", "INVALID_PHONE", "phone")]
    [InlineData("""{"phone":"hello"}""", "INVALID_PHONE", "phone")]
    [InlineData("""{"phone":true}""", "INVALID_PHONE", "phone")]
    [InlineData("""{"phone":"7000782082, 7000782083"}""", "INVALID_PHONE", "phone")]
    [InlineData("""{"phone":"+999 7000782082"}""", "INVALID_PHONE", "phone")]
    [InlineData("""{"phone":"7000\u0000782082"}""", "INVALID_CHARACTERS", "phone")]
    [InlineData("""{"phone":"7000782082\ud800"}""", "INVALID_CHARACTERS", "phone")]
    [InlineData("""{"phone":"7000782082","email":"asha"}""", "INVALID_EMAIL", "email")]
    [InlineData("""{"phone":"7000782082","email":7}""", "INVALID_EMAIL", "email")]
    [InlineData("""{"phone":"7000782082","displayName":"a\u0007"}""", "INVALID_CHARACTERS", "displayName")]
    [InlineData("""{"phone":"7000782082","firstName":"a\u001bb"}""", "INVALID_CHARACTERS", "firstName")]
    [InlineData("""{"phone":"7000782082","lastName":"a\udc00b"}""", "INVALID_CHARACTERS", "lastName")]
    [InlineData("""{"phone":"7000782082","email":"a\u007f@b.in"}""", "INVALID_CHARACTERS", "email")]
    [InlineData("""{"phone":"7000782082","companyName":"a\u009fb"}""", "INVALID_CHARACTERS", "companyName")]
    [InlineData("""{"phone":"7000782082","customFields":{"":1}}""", "INVALID_CUSTOM_FIELDS", "customFields")]
    [InlineData("""{"phone":"7000782082","customFields":{"a":"\u0000"}}""", "INVALID_CHARACTERS", "customFields")]
    public async Task A_row_of_wrong_content_fails_alone_as_INVALID_and_the_others_go_in(string row, string reason, string field)
    {
        var (api, book) = await NewBook();

        var data = await api.UploadAsync(book, """{"phone":"9800000001"}""", row, """{"phone":"9800000002"}""");

        data.GetProperty("summary").ShouldBeJson("""{"total":3,"created":2,"updated":0,"skipped":0,"invalid":1}""");
        data.GetProperty("results").EnumerateArray().Select(r => r.Text("status")).Should().Equal("CREATED", "INVALID", "CREATED");
        var result = data.GetProperty("results")[1];
        result.PropertyNames().Should().Equal("row", "status", "reason", "phone", "field", "message");
        (result.Text("reason"), result.Text("field")).Should().Be((reason, field));
        result.Text("message").Should().NotBeNullOrWhiteSpace();
        (await api.ContactsAsync(book)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_upload_of_only_invalid_rows_is_200_and_writes_nothing()
    {
        var (api, book) = await NewBook();

        var data = await api.UploadAsync(book, "{}", """{"phone":"1"}""");

        data.GetProperty("summary").ShouldBeJson("""{"total":2,"created":0,"updated":0,"skipped":0,"invalid":2}""");
        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_invalid_row_neither_changes_nor_links_a_contact_that_is_there()
    {
        var (api, one) = await NewBook();
        var two = await api.NewBookAsync();
        await api.UploadAsync(one, """{"phone":"7000782082","displayName":"Asha"}""");

        await api.UploadAsync(two, """{"phone":"7000782082","displayName":"Usha","email":"no"}""");

        (await api.OnlyContactAsync(one)).Text("displayName").Should().Be("Asha");
        (await api.ContactsAsync(two)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"phone":"hello"}""", "hello")]
    [InlineData("""{"phone":"  12 "}""", "  12 ")]
    [InlineData("""{"phone":12}""", "12")]
    [InlineData("""{"phone":1.50}""", "1.50")]
    [InlineData("""{"phone":true}""", "true")]
    [InlineData("""{"phone":false}""", "false")]
    [InlineData("""{"phone":""}""", "")]
    [InlineData("""{"phone":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"phone":"\ud83d\ude00"}""", "😀")]
    [InlineData("""{"phone":"a\ud800b"}""", "a\uFFFDb")]
    [InlineData("""{"phone":"\udc00\ud800"}""", "\uFFFD\uFFFD")]
    [InlineData("""{"phone":"a\u0000\u0007b"}""", "a\u0000\u0007b")]
    [InlineData("""{"phone":"\"quoted\" \\ /"}""", "\"quoted\" \\ /")]
    [InlineData("""{"phone":"7000782082","email":"no"}""", "7000782082")]
    [InlineData("""{"phone":"+91 70007-82082","email":"no"}""", "+91 70007-82082")]
    public async Task The_phone_of_an_invalid_row_is_as_it_was_sent_as_text_or_null(string row, string? phone)
    {
        var (api, book) = await NewBook();

        var result = await api.UploadOneAsync(book, row);

        result.Text("status").Should().Be("INVALID");
        result.Text("phone").Should().Be(phone);
    }

    [Fact]
    public async Task The_echo_of_a_phone_is_cut_at_64_characters()
    {
        var (api, book) = await NewBook();

        (await Echo(new string('x', 64))).Should().Be(new string('x', 64));
        (await Echo(new string('x', 65))).Should().Be(new string('x', 64));
        (await Echo(string.Concat(Enumerable.Repeat("😀", 65)))).Should().Be(string.Concat(Enumerable.Repeat("😀", 64)));
        (await Echo(new string('7', 100_000))).Should().Be(new string('7', 64));

        async Task<string?> Echo(string phone) => (await api.UploadOneAsync(book, JsonSerializer.Serialize(new { phone }))).Text("phone");
    }

    [Fact]
    public async Task Where_a_row_has_several_faults_reason_is_the_first_in_field_order_and_faults_lists_them_all()
    {
        var (api, book) = await NewBook();
        var tooLong = new string('x', 201);

        var result = await api.UploadOneAsync(
            book,
            $$"""
            {
              "customFields": { "": 1 }, "companyName": "{{tooLong}}", "email": "no", "lastName": "a\u0000", "firstName": "{{tooLong}}",
              "displayName": "\ud800", "phone": "1"
            }
            """);

        result.PropertyNames().Should().Equal("row", "status", "reason", "phone", "field", "message", "faults");
        (result.Text("reason"), result.Text("field")).Should().Be(("INVALID_PHONE", "phone"));
        var faults = result.GetProperty("faults").EnumerateArray().ToArray();
        faults.Should().AllSatisfy(f => f.PropertyNames().Should().Equal("reason", "field", "message"));
        faults.Select(f => (f.Text("field"), f.Text("reason"))).Should().Equal(
            ("phone", "INVALID_PHONE"),
            ("displayName", "INVALID_CHARACTERS"),
            ("firstName", "FIELD_TOO_LONG"),
            ("lastName", "INVALID_CHARACTERS"),
            ("email", "INVALID_EMAIL"),
            ("companyName", "FIELD_TOO_LONG"),
            ("customFields", "INVALID_CUSTOM_FIELDS"));
        faults[0].Text("message").Should().Be(result.Text("message"));
    }

    [Fact]
    public async Task Where_the_phone_is_right_the_reason_is_that_of_the_next_field()
    {
        var (api, book) = await NewBook();

        var result = await api.UploadOneAsync(book, """{"phone":"7000782082","companyName":"a\u0000","email":"no"}""");

        (result.Text("reason"), result.Text("field")).Should().Be(("INVALID_EMAIL", "email"));
        result.GetProperty("faults").GetArrayLength().Should().Be(2);
    }

    [Theory]
    [InlineData("7000782082", "917000782082")]
    [InlineData("917000782082", "917000782082")]
    [InlineData("7.000782082E9", "917000782082")]
    [InlineData("7000782082.0", "917000782082")]
    public async Task A_phone_given_as_a_number_is_read_as_its_text(string number, string phone)
    {
        var (api, book) = await NewBook();

        var result = await api.UploadOneAsync(book, $$"""{"phone":{{number}}}""");

        result.Text("status").Should().Be("CREATED", result.GetRawText());
        result.GetProperty("contact").Text("phone").Should().Be(phone);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E+400", "1E+400")]
    [InlineData("12345678901234567890.123456789", "12345678901234567890.123456789")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    public async Task A_scalar_given_for_a_text_field_is_read_as_its_text(string scalar, string text)
    {
        var (api, book) = await NewBook();

        await api.UploadAsync(book, $$"""{"phone":"7000782082","displayName":{{scalar}},"firstName":{{scalar}},"lastName":{{scalar}},"companyName":{{scalar}}}""");

        var contact = await api.OnlyContactAsync(book);
        foreach (var field in new[] { "displayName", "firstName", "lastName", "companyName" })
        {
            contact.Text(field).Should().Be(text);
        }
    }

    [Fact]
    public async Task Results_has_one_entry_for_each_row_in_request_order_and_the_summary_adds_up()
    {
        var (api, book) = await NewBook();
        await api.UploadAsync(book, Api.Rows(50));
        var random = new Random(7);
        string[] rows = [.. Enumerable.Range(0, 300).Select(_ => random.Next(4) == 0 ? """{"phone":"x"}""" : Api.Rows(1, random.Next(200)).Single())];

        var data = await api.UploadAsync(book, rows);

        var results = data.GetProperty("results").EnumerateArray().ToArray();
        results.Select(r => r.GetProperty("row").GetInt32()).Should().Equal(Enumerable.Range(1, 300));
        var seen = new HashSet<string>();
        foreach (var (row, result) in rows.Zip(results))
        {
            using var sent = JsonDocument.Parse(row);
            var phone = "91" + sent.RootElement.Text("phone");
            var expected = phone == "91x" ? "INVALID" : !seen.Add(phone) ? "SKIPPED" : string.CompareOrdinal(phone, "919800000050") < 0 ? "UPDATED" : "CREATED";
            result.Text("status").Should().Be(expected);
        }

        var summary = data.GetProperty("summary");
        summary.PropertyNames().Should().Equal("total", "created", "updated", "skipped", "invalid");
        summary.GetProperty("total").GetInt32().Should().Be(300);
        foreach (var (name, status) in new[] { ("created", "CREATED"), ("updated", "UPDATED"), ("skipped", "SKIPPED"), ("invalid", "INVALID") })
        {
            summary.GetProperty(name).GetInt32().Should().Be(results.Count(r => r.Text("status") == status)).And.BePositive();
        }
    }

    [Theory]
    [InlineData("asha@example.com")]
    [InlineData("Asha.Rao+tag@Mail.Example.CO.IN")]
    [InlineData("a@b.c")]
    [InlineData("आशा@उदाहरण.भारत")]
    [InlineData("\\\"a\\\"@b.in")]
    public async Task An_email_of_Unicode_is_taken_and_its_case_kept(string email)
    {
        var (api, book) = await NewBook();

        await api.UploadAsync(book, $$"""{"phone":"7000782082","email":" {{email}} "}""");

        (await api.OnlyContactAsync(book)).Text("email").Should().Be(email.Replace("\\", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("@example.com")]
    [InlineData("asha@")]
    [InlineData("asha@example")]
    [InlineData("asha@@example.com")]
    [InlineData("asha@rao@example.com")]
    [InlineData("asha rao@example.com")]
    [InlineData("asha@exam ple.com")]
    [InlineData("asha@example.com, b@example.com")]
    [InlineData("asha@example.com\\tb")]
    [InlineData("asha@\\u00a0example.com")]
    [InlineData("asha@.com")]
    [InlineData("asha@example.")]
    [InlineData("asha@.")]
    public async Task What_has_not_one_at_sign_with_something_before_and_a_domain_with_a_dot_after_it_is_INVALID_EMAIL(string email)
    {
        var (api, book) = await NewBook();

        var result = await api.UploadOneAsync(book, $$"""{"phone":"7000782082","email":"{{email}}"}""");

        (result.Text("status"), result.Text("reason")).Should().Be(("INVALID", "INVALID_EMAIL"));
    }

    private static string Uid(JsonElement row) => row.GetProperty("contact").Text("contactUid")!;

    private async Task<(Api Api, string Book)> NewBook()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync());
    }
}
