using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http.Exports;

/// <summary>A book as a file, and the file back into the book.</summary>
public class ExportSpecs(RunningServer server)
{
    public static readonly string[] Nasty =
    [
        """{"phone":"9800000000"}""",
        """{"phone":"9800000001","displayName":"=HYPERLINK(\"http://evil.example\",\"click\")","customFields":{"note":"@SUM(A1)","pin":"400001"}}""",
        """{"phone":"9800000002","firstName":"मीरा","lastName":"जोशी","companyName":"Joshi, \"Sons\" & Co; <Pune>"}""",
        """{"phone":"9800000003","displayName":"'=1+1","email":"asha@example.com","customFields":{"note":"line one\nline two","pin":"007"}}""",
        """{"phone":"9800000004","displayName":"+919812345678","customFields":{"age":41,"vip":true,"tags":["a",{"b":null}],"big":12345678901234567890}}""",
        """{"phone":"9800000005","customFields":{"age":"41","vip":"yes","note":"  blanks around  ","empty":"","_x0041_":"_x000D_"}}""",
        """{"phone":"9800000006","displayName":"O’Neil, 😀","customFields":{"two  blanks":"a;b|c\td","date":"05/03/2026","Date":1.50,"\\n":"\\n"}}""",
        """{"phone":"+1 202 555 0100","lastName":"-5","companyName":"null","customFields":{"pin":"1e5","note":"{\"a\":1}"}}""",
    ];

    [Theory]
    [InlineData("csv")]
    [InlineData("csv&bom=true&delimiter=semicolon")]
    [InlineData("xlsx")]
    [InlineData("ndjson")]
    [InlineData("vcf")]
    public async Task Exporting_and_importing_again_changes_nothing(string format)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Nasty);
        var before = await api.ListAsync(book);

        var file = await api.GetAsync($"{Export(book)}?format={format}");
        var import = await ImportAsync(api, book, file.Body);

        (import.Text("state"), import.GetProperty("summary").GetRawText()).Should().Be(
            ("DONE", $$"""{"total":{{Nasty.Length}},"created":0,"updated":{{Nasty.Length}},"skipped":0,"invalid":0,"suppressed":0,"warnings":0}"""));
        (await api.ListAsync(book)).ShouldBeJson(before.GetRawText());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("ndjson")]
    [InlineData("vcf")]
    public async Task Another_customer_who_imports_it_has_the_same_contacts(string format)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Nasty);
        var other = await server.NewCustomerAsync();
        var theirs = await other.NewBookAsync();

        await ImportAsync(other, theirs, (await api.GetAsync($"{Export(book)}?format={format}")).Body);

        string[] fields = ["displayName", "firstName", "lastName", "email", "companyName", "customFields"];
        var expected = (await api.ContactsAsync(book)).ToDictionary(contact => contact.Text("phone")!);
        var actual = (await other.ContactsAsync(theirs)).ToDictionary(contact => contact.Text("phone")!);
        actual.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (phone, contact) in expected)
        {
            foreach (var field in fields)
            {
                actual[phone].GetProperty(field).ShouldBeJson(contact.GetProperty(field).GetRawText());
            }
        }
    }

    [Theory]
    [InlineData("", "text/csv; charset=utf-8", "csv")]
    [InlineData("?format=CSV", "text/csv; charset=utf-8", "csv")]
    [InlineData("?format=xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")]
    [InlineData("?format=ndjson", "application/x-ndjson", "ndjson")]
    [InlineData("?format=vcf", "text/vcard; charset=utf-8", "vcf")]
    public async Task A_file_has_its_media_type_and_its_books_name(string query, string mediaType, string ending)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("Kunden: \"Zürich\" 1/2");

        var get = await api.GetAsync(Export(book) + query);
        var head = await api.SendAsync(HttpMethod.Head, Export(book) + query, null);

        get.Header("Content-Type").Should().Be(mediaType);
        ContentDispositionHeaderValue.Parse(get.Header("Content-Disposition")!).FileNameStar.Should().Be($"Kunden- -Zürich- 1-2.{ending}");
        (head.Status, head.Body.Length).Should().Be((get.Status, 0));
        (head.Header("Content-Type"), head.Header("Content-Disposition")).Should().Be((mediaType, get.Header("Content-Disposition")));
    }

    [Fact]
    public async Task An_empty_book_is_a_table_of_its_header_alone()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Export(await api.NewBookAsync()))).Text.Should().Be("phone,displayName,firstName,lastName,email,companyName,customFields\r\n");
    }

    [Fact]
    public async Task A_search_exports_what_it_finds()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(30));

        var file = await api.GetAsync($"{Export(book)}?format=ndjson&search=Contact%202");

        Phones(file.Text).Should().BeEquivalentTo(Enumerable.Range(20, 10).Append(2).Select(n => $"+9198{n:D8}"));
    }

    [Fact]
    public async Task Csv_is_as_asked_for()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Rao, Asha"}""");

        var file = await api.GetAsync($"{Export(book)}?bom=true&delimiter=tab");

        file.Body.AsSpan(0, 3).ToArray().Should().Equal(Encoding.UTF8.GetPreamble());
        file.Text.TrimStart('\uFEFF').Should().Be(
            "phone\tdisplayName\tfirstName\tlastName\temail\tcompanyName\tcustomFields\r\n+91 7000782082\t\"Rao, Asha\"\t\t\t\t\t\r\n");
    }

    [Fact]
    public async Task What_can_not_be_is_told_before_anything_is_sent()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.GetAsync($"{Export(book)}?format=pdf&delimiter=dot&bom=1")).Faults().Should().Equal(
            ("format", "INVALID_VALUE"), ("delimiter", "INVALID_VALUE"), ("bom", "INVALID_VALUE"));
        (await api.With(null).GetAsync(Export(book))).Fails(401, "MISSING_AUTH_TOKEN");
        (await (await server.NewCustomerAsync()).GetAsync(Export(book))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [Fact]
    public async Task Text_is_compressed_for_who_takes_it_so()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(100));

        (await api.GetAsync(Export(book), ("Accept-Encoding", "br"))).Header("Content-Encoding").Should().Be("br");
        (await api.GetAsync($"{Export(book)}?format=xlsx", ("Accept-Encoding", "br"))).Header("Content-Encoding").Should().BeNull();
    }

    private static string Export(string book) => $"{Api.Contacts(book)}/export";

    private static IEnumerable<string> Phones(string ndjson) =>
        ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.Text("phone")!);

    private static async Task<JsonElement> ImportAsync(Api api, string book, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        var made = await api.SendAsync(HttpMethod.Post, $"{Api.Book(book)}/imports", content);
        ((int)made.Status).Should().Be(202, made.Text);

        // The stream of events ends with the import.
        await api.GetAsync($"{made.Header("Location")}/events");
        return (await api.GetAsync(made.Header("Location")!)).Succeeds("Import retrieved").GetProperty("import");
    }
}
