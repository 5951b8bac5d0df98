using System.Text;

namespace ContactBooks.Specs.Http;

public class BulkShapeSpecs(RunningServer server)
{
    private const string Row = """{"phone":"917000782082"}""";

    public static TheoryData<string, string, string> WrongShapes { get; } = new()
    {
        { "", "", "INVALID_JSON" },
        { " \r\n\t", "", "INVALID_JSON" },
        { "phone\n7000782082", "", "INVALID_JSON" },
        { "phone=7000782082", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"917000782082"}]""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"917000782082"}]} {}""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"917000782082"}]}x""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"917000782082"},]}""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"917000782082",}]}""", "", "INVALID_JSON" },
        { """{"contacts":[{'phone':'917000782082'}]}""", "", "INVALID_JSON" },
        { """{contacts:[]}""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":NaN}]}""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":01}]}""", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"91\x37"}]}""", "", "INVALID_JSON" },
        { "{\"contacts\":[{\"phone\":\"91\t7000782082\"}]}", "", "INVALID_JSON" },
        { """{"contacts":[{"phone":"917000782082"}] /* note */}""", "", "INVALID_JSON" },
        { "null", "", "NOT_AN_OBJECT" },
        { "true", "", "NOT_AN_OBJECT" },
        { "\"text\"", "", "NOT_AN_OBJECT" },
        { "917000782082", "", "NOT_AN_OBJECT" },
        { "[]", "", "NOT_AN_OBJECT" },
        { """[{"phone":"917000782082"}]""", "", "NOT_AN_OBJECT" },
        { "{}", "contacts", "REQUIRED" },
        { """{"defaultCountryCode":"91"}""", "contacts", "REQUIRED" },
        { """{"Contacts":[{"phone":"917000782082"}]}""", "contacts", "REQUIRED" },
        { """{"contacts":null}""", "contacts", "NOT_AN_ARRAY" },
        { """{"contacts":{}}""", "contacts", "NOT_AN_ARRAY" },
        { """{"contacts":{"0":{"phone":"917000782082"}}}""", "contacts", "NOT_AN_ARRAY" },
        { """{"contacts":"917000782082"}""", "contacts", "NOT_AN_ARRAY" },
        { """{"contacts":1}""", "contacts", "NOT_AN_ARRAY" },
        { """{"contacts":[]}""", "contacts", "EMPTY" },
        { """{"contacts":[null]}""", "contacts[0]", "NOT_AN_OBJECT" },
        { """{"contacts":["917000782082"]}""", "contacts[0]", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082"},[]]}""", "contacts[1]", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082"},1]}""", "contacts[1]", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082","customFields":[]}]}""", "contacts[0].customFields", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082","customFields":"x"}]}""", "contacts[0].customFields", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082","customFields":1}]}""", "contacts[0].customFields", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082","customFields":true}]}""", "contacts[0].customFields", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":"917000782082","customFields":""}]}""", "contacts[0].customFields", "NOT_AN_OBJECT" },
        { """{"contacts":[{"phone":["917000782082"]}]}""", "contacts[0].phone", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":{"n":"917000782082"}}]}""", "contacts[0].phone", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":"917000782082","displayName":[]}]}""", "contacts[0].displayName", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":"917000782082","firstName":{}}]}""", "contacts[0].firstName", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":"917000782082","lastName":[1]}]}""", "contacts[0].lastName", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":"917000782082","email":{"a":1}}]}""", "contacts[0].email", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":"917000782082","companyName":[[]]}]}""", "contacts[0].companyName", "NOT_A_TEXT" },
        { """{"contacts":[{"phone":"917000782082","phone":"917000782082"}]}""", "contacts[0].phone", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082","ph\u006fne":"917000782083"}]}""", "contacts[0].phone", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082","note":1,"note":2}]}""", "contacts[0].note", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082"}],"contacts":[{"phone":"917000782083"}]}""", "contacts", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082"}],"source":1,"sourc\u0065":2}""", "source", "DUPLICATE_PROPERTY" },
        { """{"defaultCountryCode":"91","defaultCountryCode":"91","contacts":[{"phone":"917000782082"}]}""", "defaultCountryCode", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082","customFields":{"a":1,"a":1}}]}""", "contacts[0].customFields.a", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082","customFields":{"a":{"b":1,"\u0062":2}}}]}""", "contacts[0].customFields.b", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082","customFields":{"a":[[{"b":1,"b":2}]]}}]}""", "contacts[0].customFields.b", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082","extra":{"a":1,"a":2}}]}""", "contacts[0].extra.a", "DUPLICATE_PROPERTY" },
        { """{"contacts":[{"phone":"917000782082"}],"extra":[{"a":1,"a":2}]}""", "extra.a", "DUPLICATE_PROPERTY" },
    };

    public static TheoryData<string> UnknownCodes { get; } =
    [
        "\"999\"", "\"0\"", "0", "\"+\"", "\"00\"", "\"IN\"", "\"9 1\"", "\"91x\"", "\"++91\"", "\"+0091\"", "\"٩١\"", "91.0", "9.1e1", "-91", "true", "210", "\"1234567\"",
    ];

    [Theory]
    [MemberData(nameof(WrongShapes))]
    public async Task A_wrong_shape_fails_the_whole_request_and_details_say_where(string body, string path, string code)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), body)).Faults().Should().Equal((path, code));

        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_of_the_good_rows_beside_a_row_of_wrong_shape()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), Api.Upload([.. Api.Rows(5), "null"]))).Faults().Should().Equal(("contacts[5]", "NOT_AN_OBJECT"));

        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(0);
        (await api.UploadAsync(book, Api.Rows(5))).GetProperty("summary").GetProperty("created").GetInt32().Should().Be(5);
    }

    [Fact]
    public async Task A_thousand_rows_are_taken_and_a_thousand_and_one_are_not()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), Api.Upload(Api.Rows(1001)))).Faults().Should().Equal(("contacts", "TOO_MANY"));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(0);

        var data = await api.UploadAsync(book, Api.Rows(1000));
        data.GetProperty("summary").ShouldBeJson("""{"total":1000,"created":1000,"updated":0,"skipped":0,"invalid":0}""");
        data.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("row").GetInt32()).Should().Equal(Enumerable.Range(1, 1000));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(1000);
    }

    [Fact]
    public async Task Ten_thousand_properties_of_a_row_are_passed_over_and_one_more_is_refused()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        static string Row(int others) => $$"""{"phone":"917000782082",{{string.Join(',', Enumerable.Range(1, others).Select(i => $"\"other{i}\":0"))}}}""";
        (await api.PostAsync(Api.Bulk(book), Api.Upload([Row(10_001)]))).Faults().Should().Equal(("", "TOO_MANY"));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(0);

        (await api.UploadAsync(book, [Row(10_000)])).GetProperty("summary").GetProperty("created").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task A_thousand_and_one_rows_are_too_many_whatever_they_are()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), Api.Upload(Enumerable.Repeat(Row, 1001)))).Faults().Should().Equal(("contacts", "TOO_MANY"));
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Enumerable.Repeat("{}", 1001)))).Faults().Should().Equal(("contacts", "TOO_MANY"));
        (await api.PostAsync(Api.Bulk(book), Api.Upload([.. Enumerable.Repeat("{}", 1000), "0"]))).Faults().Should().Equal(("contacts", "TOO_MANY"));
    }

    [Fact]
    public async Task Details_name_every_fault_in_the_order_of_the_request()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(
            Api.Bulk(book),
            """
            {
              "defaultCountryCode": "999",
              "contacts": [
                null,
                { "phone": [], "email": {}, "customFields": 1 },
                { "phone": "917000782082" },
                { "phone": "1", "phone": "2" }
              ]
            }
            """);

        answer.Faults().Should().Equal(
            ("defaultCountryCode", "UNKNOWN_CALLING_CODE"),
            ("contacts[0]", "NOT_AN_OBJECT"),
            ("contacts[1].phone", "NOT_A_TEXT"),
            ("contacts[1].email", "NOT_A_TEXT"),
            ("contacts[1].customFields", "NOT_AN_OBJECT"),
            ("contacts[3].phone", "DUPLICATE_PROPERTY"));
    }

    [Fact]
    public async Task Details_are_at_most_50_the_first_ones()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var of50 = (await api.PostAsync(Api.Bulk(book), Api.Upload(Enumerable.Repeat("1", 50)))).Faults();
        var of51 = (await api.PostAsync(Api.Bulk(book), Api.Upload(Enumerable.Repeat("1", 51)))).Faults();
        var of1000 = (await api.PostAsync(Api.Bulk(book), Api.Upload(Enumerable.Repeat("""{"a":1,"a":1,"a":1}""", 1000)))).Faults();

        of50.Select(f => f.Path).Should().Equal(Enumerable.Range(0, 50).Select(i => $"contacts[{i}]"));
        of51.Select(f => f.Path).Should().Equal(Enumerable.Range(0, 50).Select(i => $"contacts[{i}]"));
        of1000.Should().HaveCount(50);
    }

    [Theory]
    [InlineData("\"91\"")]
    [InlineData("91")]
    [InlineData("\"+91\"")]
    [InlineData("\"0091\"")]
    [InlineData("\" 91 \"")]
    public async Task A_defaultCountryCode_is_read_as_people_write_it(string code)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(Api.Bulk(book), $$"""{"defaultCountryCode":{{code}},"contacts":[{"phone":"7000782082"}]}""");

        answer.Succeeds("Contacts uploaded").GetProperty("results")[0].GetProperty("contact").Text("phone").Should().Be("917000782082");
    }

    [Theory]
    [MemberData(nameof(UnknownCodes))]
    public async Task A_defaultCountryCode_that_is_no_assigned_calling_code_is_VALIDATION_FAILED(string code)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(Api.Bulk(book), $$"""{"contacts":[{{Row}}],"defaultCountryCode":{{code}}}""");

        answer.Faults().Should().Equal(("defaultCountryCode", "UNKNOWN_CALLING_CODE"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[\"91\"]")]
    public async Task A_defaultCountryCode_that_is_an_array_or_object_is_VALIDATION_FAILED(string code)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), $$"""{"defaultCountryCode":{{code}},"contacts":[{{Row}}]}"""))
            .Faults().Should().Equal(("defaultCountryCode", "NOT_A_TEXT"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public async Task A_defaultCountryCode_of_null_or_blank_is_absent(string code)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var ofIndia = await server.NewCustomerAsync(countryCode: 91);
        var bookOfIndia = await ofIndia.NewBookAsync();
        var body = $$"""{"defaultCountryCode":{{code}},"contacts":[{"phone":"7000782082"},{"phone":"+917000782083"}]}""";

        var results = (await api.PostAsync(Api.Bulk(book), body)).Succeeds("Contacts uploaded").GetProperty("results");
        results[0].Text("reason").Should().Be("INVALID_PHONE");
        results[1].GetProperty("contact").Text("phone").Should().Be("917000782083");

        // The customer's own code holds where the request names none.
        results = (await ofIndia.PostAsync(Api.Bulk(bookOfIndia), body)).Succeeds("Contacts uploaded").GetProperty("results");
        results[0].GetProperty("contact").Text("phone").Should().Be("917000782082");
    }

    [Fact]
    public async Task The_requests_defaultCountryCode_goes_before_the_customers_and_its_place_in_the_body_doesnt_matter()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(Api.Bulk(book), """{"contacts":[{"phone":"030 901820"}],"defaultCountryCode":"49"}""");

        answer.Succeeds("Contacts uploaded").GetProperty("results")[0].GetProperty("contact").Text("phone").Should().Be("4930901820");
    }

    [Fact]
    public async Task Unknown_fields_are_ignored_whatever_they_hold()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(
            Api.Bulk(book),
            """
            {
              "source": { "a": [1, { "b": null }] }, "token": "x", "dryRun": true,
              "contacts": [{ "phone": "917000782082", "name": "Asha", "tags": ["a", ["b"]], "Email": "x", "status": {}, "contactUid": "ct_mine" }]
            }
            """);

        answer.Succeeds("Contacts uploaded").GetProperty("results")[0].Text("status").Should().Be("CREATED");
        var contact = await api.OnlyContactAsync(book);
        contact.Text("uid").Should().NotBe("ct_mine");
        contact.Text("email").Should().BeNull();
        contact.Text("displayName").Should().BeNull();
    }

    [Fact]
    public async Task A_byte_order_mark_before_the_body_is_passed_over()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var body = Encoding.UTF8.GetBytes(Api.Upload(Row));

        (await api.PostAsync(Api.Bulk(book), [.. Encoding.UTF8.Preamble, .. body])).Succeeds("Contacts uploaded");
        (await api.PostAsync(Api.Bulk(book), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. body])).Faults().Should().Equal(("", "INVALID_JSON"));
        (await api.PostAsync(Api.Bulk(book), Encoding.UTF8.Preamble.ToArray())).Faults().Should().Equal(("", "INVALID_JSON"));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE9 })]
    public async Task A_body_that_is_not_UTF_8_is_VALIDATION_FAILED(byte[] bytes)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        byte[] body = [.. "{\"contacts\":[{\"phone\":\"917000782082\",\"firstName\":\""u8, .. bytes, .. "\"}]}"u8];

        (await api.PostAsync(Api.Bulk(book), body)).Faults().Should().Equal(("", "INVALID_JSON"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public async Task Other_encodings_of_Unicode_are_VALIDATION_FAILED(string encoding)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), Encoding.GetEncoding(encoding).GetBytes(Api.Upload(Row)))).Faults().Should().Equal(("", "INVALID_JSON"));
    }

    [Fact]
    public async Task A_body_nested_without_end_is_VALIDATION_FAILED()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 100_000)) + string.Concat(Enumerable.Repeat("]", 100_000));

        (await api.PostAsync(Api.Bulk(book), $$"""{"contacts":[{"phone":"917000782082","x":{{deep}}}]}""")).Faults().Should().Equal(("", "INVALID_JSON"));
        (await api.PostAsync(Api.Bulk(book), deep)).Faults().Should().Equal(("", "INVALID_JSON"));
    }

    [Fact]
    public async Task A_message_repeats_nothing_of_the_contacts()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), """{"contacts":[{"phone":"917000782082","firstName":"Asha"} "secret" ]}""")).Text
            .Should().NotContain("secret").And.NotContain("Asha");
    }
}
