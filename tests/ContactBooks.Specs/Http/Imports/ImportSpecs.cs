using System.Text;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>Files on their way into a book, from the request to the rows that were refused.</summary>
public class ImportSpecs(RunningServer server)
{
    private const string Leads =
        """
        Name,Mobile No.,E-mail,City
        Asha Rao,070007 82082,asha@example.com,Mumbai
        Ravi Kumar,+91 98765 43210,,Pune
        मीरा जोशी,९८२०० १२३४५,meera@example.com,Nagpur
        Ravi K.,9876543210,,
        Too short,12345,,"Pune, India"
        Bad mail,9811111111,asha@example,

        """;

    [Fact]
    public async Task A_file_is_taken_and_its_rows_are_in_the_book_when_its_import_is_done()
    {
        var (api, book) = await NewBookAsync();

        var answer = await ImportAsync(api, book, Leads, "?defaultCountryCode=91&fileName=leads.csv");

        ((int)answer.Status).Should().Be(202, answer.Text);
        var queued = answer.Json.GetProperty("data").GetProperty("import");
        answer.Header("Location").Should().Be($"{Api.Imports(book)}/{queued.Text("importUid")}");
        (queued.Text("state"), queued.Text("fileName"), queued.Text("contactBookUid")).Should().Be(("QUEUED", "leads.csv", book));
        queued.GetProperty("fileBytes").GetInt64().Should().Be(Encoding.UTF8.GetByteCount(Leads));
        queued.GetProperty("layout").ShouldBeJson(
            """{"format":"DELIMITED","encoding":"utf-8","delimiter":",","sheets":[],"sheet":null,"headerRow":1,"columns":["Name","Mobile No.","E-mail","City"]}""");

        var done = await api.EndOfImportAsync(answer.Header("Location")!);

        done.Text("state").Should().Be("DONE");
        done.GetProperty("totalRows").GetInt64().Should().Be(6);
        done.GetProperty("summary").ShouldBeJson("""{"total":6,"created":3,"updated":0,"skipped":1,"invalid":2,"suppressed":0,"warnings":0}""");
        var contacts = (await api.ContactsAsync(book)).ToDictionary(contact => contact.Text("phone")!);
        contacts.Keys.Should().BeEquivalentTo("917000782082", "919876543210", "919820012345");
        contacts["917000782082"].Text("displayName").Should().Be("Asha Rao");
        contacts["917000782082"].Text("email").Should().Be("asha@example.com");
        contacts["917000782082"].GetProperty("customFields").ShouldBeJson("""{"City":"Mumbai"}""");
        contacts["919820012345"].Text("displayName").Should().Be("मीरा जोशी");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt64().Should().Be(3);
    }

    [Fact]
    public async Task Refused_rows_come_back_as_the_users_own_file_with_why()
    {
        var (api, book) = await NewBookAsync();
        var address = (await ImportAsync(api, book, Leads, "?defaultCountryCode=91")).Header("Location")!;
        await api.EndOfImportAsync(address);

        var rejects = await api.GetAsync($"{address}/rejects");

        rejects.Header("Content-Type").Should().Be("text/csv; charset=utf-8");
        rejects.Header("Content-Disposition").Should().StartWith("attachment; filename=");
        rejects.Body.AsSpan(0, 3).ToArray().Should().Equal(Encoding.UTF8.GetPreamble());
        rejects.Text.TrimStart('\uFEFF').Should().Be(string.Join("\r\n",
            "Name,Mobile No.,E-mail,City,row,reason,message",
            """Too short,12345,,"Pune, India",6,INVALID_PHONE,This number is too short for a number of +91: digits are missing.""",
            """Bad mail,9811111111,asha@example,,7,INVALID_EMAIL,"This is no email address: it needs one @ and a domain with a dot, as in asha@example.com, and no spaces." """.TrimEnd(),
            ""));

        var mended = rejects.Text.Replace("12345,", "9812345678,", StringComparison.Ordinal).Replace("asha@example,", "asha@example.com,", StringComparison.Ordinal);
        var again = await api.EndOfImportAsync((await ImportAsync(api, book, mended, "?defaultCountryCode=91")).Header("Location")!);
        again.GetProperty("summary").ShouldBeJson("""{"total":2,"created":2,"updated":0,"skipped":0,"invalid":0,"suppressed":0,"warnings":0}""");
    }

    [Fact]
    public async Task A_form_brings_the_file_and_what_its_user_says_of_it()
    {
        var (api, book) = await NewBookAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("91"), "defaultCountryCode" },
            { new StringContent("""[{"column":"A","field":"phone"},{"column":"B","field":"customField","key":"visits","type":"number"}]"""), "mapping" },
            { new StringContent("--"), "clearToken" },
            { new ByteArrayContent("A;B;C\n9876543210;12;x\n9876543211;--;y\n9876543212;many;z"u8.ToArray()), "file", "näme.csv" },
        };

        var answer = await api.SendAsync(HttpMethod.Post, Api.Imports(book), form);

        ((int)answer.Status).Should().Be(202, answer.Text);
        var done = await api.EndOfImportAsync(answer.Header("Location")!);
        done.Text("fileName").Should().Be("näme.csv");
        done.GetProperty("mapping").ShouldBeJson("""[{"column":"A","field":"phone"},{"column":"B","field":"customField","key":"visits","type":"number"}]""");
        done.GetProperty("summary").GetProperty("created").GetInt64().Should().Be(3);
        var contacts = (await api.ContactsAsync(book)).ToDictionary(contact => contact.Text("phone")!, contact => contact.GetProperty("customFields").GetRawText());
        contacts.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["919876543210"] = """{"visits":12}""",
            ["919876543211"] = "{}",
            ["919876543212"] = """{"visits":"many"}""",
        });
    }

    [Fact]
    public async Task A_retried_import_is_made_once()
    {
        var (api, book) = await NewBookAsync();
        var key = ("Idempotency-Key", "mine");

        var first = await ImportAsync(api, book, Leads, "?defaultCountryCode=91", key);
        var second = await ImportAsync(api, book, Leads, "?defaultCountryCode=91", key);
        var other = await ImportAsync(api, book, Leads + "x,9876543210,,\n", "?defaultCountryCode=91", key);
        var otherwise = await ImportAsync(api, book, Leads, "?defaultCountryCode=44", key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        ((int)second.Status, second.Header("Location")).Should().Be((202, first.Header("Location")));
        other.Fails(422, "IDEMPOTENCY_KEY_REUSED");
        otherwise.Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.GetAsync(Api.Imports(book))).Json.GetProperty("data").GetProperty("imports").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Imports_of_a_book_are_listed_newest_first()
    {
        var (api, book) = await NewBookAsync();
        var addresses = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            addresses.Insert(0, (await ImportAsync(api, book, Leads, "?defaultCountryCode=91")).Header("Location")!);
        }

        var page = (await api.GetAsync(Api.Imports(book) + "?limit=2")).Succeeds("Imports retrieved");
        var rest = (await api.GetAsync($"{Api.Imports(book)}?cursor={page.GetProperty("pagination").Text("nextCursor")}")).Succeeds("Imports retrieved");

        page.GetProperty("imports").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray())
            .Select(import => $"{Api.Imports(book)}/{import.Text("uid")}").Should().Equal(addresses);
    }

    [Theory]
    [InlineData("", "FILE_EMPTY")]
    [InlineData("Name,Mobile\n", "NO_ROWS")]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "UNKNOWN_FORMAT")]
    public async Task A_file_with_nothing_usable_is_refused_and_says_why(string file, string code)
    {
        var (api, book) = await NewBookAsync();

        var answer = await ImportAsync(api, book, Encoding.Latin1.GetBytes(file), "?defaultCountryCode=91");

        answer.Faults().Should().Equal(("file", code));
        (await api.GetAsync(Api.Imports(book))).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("?mapping=[{\"column\":\"Handy\",\"field\":\"phone\"}]", "mapping[0].column")]
    [InlineData("?mapping=[]", "mapping")]
    [InlineData("?defaultCountryCode=999", "defaultCountryCode")]
    [InlineData("?delimiter=x", "delimiter")]
    [InlineData("?hasHeader=maybe", "hasHeader")]
    [InlineData("?encoding=klingon", "file")]
    public async Task What_is_said_wrongly_of_a_file_is_told(string query, string path)
    {
        var (api, book) = await NewBookAsync();

        (await ImportAsync(api, book, Leads, query)).Faults().Select(fault => fault.Path).Should().Equal(path);
    }

    [Fact]
    public async Task A_file_without_a_sure_phone_asks_for_a_mapping()
    {
        var (api, book) = await NewBookAsync();

        var answer = await ImportAsync(api, book, "Name,City\nAsha,Mumbai\nRavi,Pune\n", "?defaultCountryCode=91");

        answer.Faults().Should().Equal(("mapping", "REQUIRED"));
    }

    [Fact]
    public async Task Another_customers_import_and_none_at_all_are_not_found_alike()
    {
        var (api, book) = await NewBookAsync();
        var address = (await ImportAsync(api, book, Leads, "?defaultCountryCode=91")).Header("Location")!;
        var (stranger, theirs) = await NewBookAsync();
        var uid = address[(address.LastIndexOf('/') + 1)..];

        foreach (var end in new[] { "", "/rejects", "/events" })
        {
            (await stranger.GetAsync($"{Api.Imports(theirs)}/{uid}{end}")).Fails(404, "IMPORT_NOT_FOUND");
            (await stranger.GetAsync($"{Api.Imports(theirs)}/imp_nothing{end}")).Fails(404, "IMPORT_NOT_FOUND");
            (await stranger.GetAsync($"{address}{end}")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        }

        (await stranger.PostAsync($"{Api.Imports(theirs)}/{uid}/cancel", "")).Fails(404, "IMPORT_NOT_FOUND");
    }

    [Fact]
    public async Task Cancelling_what_has_ended_changes_nothing()
    {
        var (api, book) = await NewBookAsync();
        var address = (await ImportAsync(api, book, Leads, "?defaultCountryCode=91")).Header("Location")!;
        await api.EndOfImportAsync(address);

        (await api.PostAsync($"{address}/cancel", "")).Succeeds("Import cancelled").GetProperty("import").Text("state").Should().Be("DONE");
    }

    [Fact]
    public async Task A_preview_tells_what_would_happen_over_the_whole_file_and_writes_nothing()
    {
        var (api, book) = await NewBookAsync();
        await api.UploadAsync(await api.NewBookAsync("Elsewhere"), """{"phone":"7000782082"}""");

        var data = (await api.PostFileAsync($"{Api.Imports(book)}/preview?defaultCountryCode=91", Encoding.UTF8.GetBytes(Leads))).Succeeds("Import previewed");

        data.GetProperty("summary").ShouldBeJson("""{"total":6,"created":2,"updated":1,"skipped":1,"invalid":2,"suppressed":0,"warnings":0}""");
        data.GetProperty("reasons").ShouldBeJson("""{"DUPLICATE_IN_FILE":1,"INVALID_EMAIL":1,"INVALID_PHONE":1}""");
        data.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("mapping").Text("field"))
            .Should().Equal("displayName", "phone", "email", "customField");
        data.GetProperty("columns")[1].GetProperty("samples").EnumerateArray().First().GetString().Should().Be("070007 82082");
        data.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("row").GetInt64(), row.Text("status")))
            .Should().Equal((2, "VALID"), (3, "VALID"), (4, "VALID"), (5, "SKIPPED"), (6, "INVALID"), (7, "INVALID"));
        data.GetProperty("rows")[0].Text("phone").Should().Be("917000782082");
        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.GetAsync(Api.Imports(book))).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Rows_of_many_batches_are_one_file_duplicates_across_them_too()
    {
        var (api, book) = await NewBookAsync();
        var file = new StringBuilder("Mobile,Name\n");
        for (var i = 0; i < 3500; i++)
        {
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"98{i % 3000:D8},Contact {i}\n");
        }

        var done = await api.EndOfImportAsync((await ImportAsync(api, book, file.ToString(), "?defaultCountryCode=91")).Header("Location")!);

        done.GetProperty("summary").ShouldBeJson("""{"total":3500,"created":3000,"updated":0,"skipped":500,"invalid":0,"suppressed":0,"warnings":0}""");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt64().Should().Be(3000);
        (await api.SearchAsync(book, "Contact 3100")).Should().BeEmpty("the first row of a phone wins");
    }

    [Fact]
    public async Task A_file_over_the_limit_is_413()
    {
        await using var small = await RunningServer.StartAsync(configured: settings => settings with { MaxImportBytes = 1000 });
        var api = await small.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await ImportAsync(api, book, new byte[1001], "")).Fails(413, "PAYLOAD_TOO_LARGE");
    }

    private static Task<Answer> ImportAsync(Api api, string book, string file, string query, params (string Name, string Value)[] headers) =>
        ImportAsync(api, book, Encoding.UTF8.GetBytes(file), query, headers);

    private static Task<Answer> ImportAsync(Api api, string book, byte[] file, string query, params (string Name, string Value)[] headers) =>
        api.PostFileAsync(Api.Imports(book) + query, file, headers);

    private async Task<(Api Api, string Book)> NewBookAsync()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync());
    }
}
