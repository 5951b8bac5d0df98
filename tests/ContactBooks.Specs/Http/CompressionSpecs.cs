using System.Text;

namespace ContactBooks.Specs.Http;

public class CompressionSpecs(RunningServer server)
{
    private const string Row = """{"phone":"7000782082","displayName":"आशा"}""";

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData(" gzip ")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("")]
    public async Task A_body_may_come_by_gzip_or_br_or_as_it_is(string encoding)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var body = encoding.Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => Compressed.Gzip(Api.Upload(Row)),
            "BR" => Compressed.Brotli(Api.Upload(Row)),
            _ => Encoding.UTF8.GetBytes(Api.Upload(Row)),
        };

        (await api.PostAsync(Api.Bulk(book), body, ("Content-Encoding", encoding))).Succeeds("Contacts uploaded");

        (await api.OnlyContactAsync(book)).Text("displayName").Should().Be("आशा");
    }

    [Fact]
    public async Task Create_and_rename_take_compressed_bodies_too()
    {
        var api = await server.NewCustomerAsync();

        var created = await api.PostAsync(Api.Books, Compressed.Brotli("""{"name":"One"}"""), ("Content-Encoding", "br"));
        var book = created.Succeeds("Contact book created").GetProperty("contactBook").Text("uid")!;
        (await api.PostAsync(Api.Book(book), Compressed.Gzip("""{"name":"Two"}"""), ("Content-Encoding", "gzip"))).Succeeds("Contact book updated");

        (await api.ReadBookAsync(book)).Text("name").Should().Be("Two");
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip;q=1")]
    [InlineData("nonsense")]
    public async Task An_unknown_Content_Encoding_is_415(string encoding)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), Compressed.Gzip(Api.Upload(Row)), ("Content-Encoding", encoding))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.PostAsync(Api.Books, "{}", ("Content-Encoding", encoding))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");

        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_Content_Encodings_are_415()
    {
        var api = await server.NewCustomerAsync();
        var body = Compressed.Gzip("""{"name":"One"}""");

        var answer = await RawHttp.SendAsync(
            server.Address,
            [
                "POST /api/v2/contact-books HTTP/1.1", $"Authorization: Bearer {api.Token}", "Content-Type: application/json",
                $"Content-Length: {body.Length}", "Content-Encoding: gzip", "Content-Encoding: gzip",
            ],
            body);

        answer.Status.Should().Be(415);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_what_its_Content_Encoding_says_is_VALIDATION_FAILED_and_writes_nothing(string encoding)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var whole = encoding == "gzip" ? Compressed.Gzip(Api.Upload(Api.Rows(200))) : Compressed.Brotli(Api.Upload(Api.Rows(200)));
        var header = ("Content-Encoding", encoding);

        await Refuses(Encoding.UTF8.GetBytes(Api.Upload(Row)));
        await Refuses([]);
        await Refuses(whole[..(whole.Length / 2)]);
        await Refuses(whole[1..]);
        await Refuses(whole[..10]);
        await Refuses(encoding == "gzip" ? Compressed.Brotli(Api.Upload(Row)) : Compressed.Gzip(Api.Upload(Row)));

        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(0);
        (await api.PostAsync(Api.Bulk(book), whole, header)).Succeeds("Contacts uploaded");

        async Task Refuses(byte[] body) => (await api.PostAsync(Api.Bulk(book), body, header)).Faults().Should().ContainSingle().Which.Path.Should().BeEmpty();
    }

    [Fact]
    public async Task A_gzip_whose_checksum_is_wrong_is_VALIDATION_FAILED()
    {
        var api = await server.NewCustomerAsync();
        var body = Compressed.Gzip("""{"name":"One"}""");
        body[^5] ^= 0xFF;

        (await api.PostAsync(Api.Books, body, ("Content-Encoding", "gzip"))).Faults().Should().ContainSingle();
    }

    [Fact]
    public async Task Any_cut_of_a_compressed_body_is_refused_even_where_its_JSON_has_come_whole()
    {
        var api = await server.NewCustomerAsync();
        var (gzip, brotli) = (Compressed.Gzip("""{"name":"One"}"""), Compressed.Brotli("""{"name":"One"}"""));

        for (var cut = 1; cut <= 9; cut++)
        {
            (await api.PostAsync(Api.Books, gzip[..^cut], ("Content-Encoding", "gzip"))).Fails(400, "VALIDATION_FAILED");
            (await api.PostAsync(Api.Books, brotli[..^cut], ("Content-Encoding", "br"))).Fails(400, "VALIDATION_FAILED");
        }

        (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Answers_are_compressed_where_the_client_accepts_it()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(50));
        var plain = await api.ListAsync(book);

        var gzip = await api.GetAsync(Api.Contacts(book), ("Accept-Encoding", "gzip"));
        var brotli = await api.GetAsync(Api.Contacts(book), ("Accept-Encoding", "br"));

        gzip.Header("Content-Encoding").Should().Be("gzip");
        (gzip with { Body = Encoding.UTF8.GetBytes(Compressed.FromGzip(gzip.Body)) }).Succeeds("Contact book contacts retrieved").ShouldBeJson(plain.GetRawText());
        brotli.Header("Content-Encoding").Should().Be("br");
        (brotli with { Body = Encoding.UTF8.GetBytes(Compressed.FromBrotli(brotli.Body)) }).Succeeds("Contact book contacts retrieved").ShouldBeJson(plain.GetRawText());
        gzip.Body.Length.Should().BeLessThan(Encoding.UTF8.GetByteCount(plain.GetRawText()) / 2);
        gzip.Header("Vary").Should().Contain("Accept-Encoding");
    }

    [Fact]
    public async Task Answers_are_not_compressed_where_the_client_doesnt_ask_for_it()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books)).Header("Content-Encoding").Should().BeNull();
        (await api.GetAsync(Api.Books, ("Accept-Encoding", "identity"))).Header("Content-Encoding").Should().BeNull();
        (await api.GetAsync(Api.Books, ("Accept-Encoding", "zstd"))).Header("Content-Encoding").Should().BeNull();
    }

    [Fact]
    public async Task An_uploads_answer_and_a_failure_can_be_compressed_too()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var accept = ("Accept-Encoding", "gzip");

        var uploaded = await api.PostAsync(Api.Bulk(book), Api.Upload(Row), accept);
        var failed = await api.PostAsync(Api.Bulk(book), "{}", accept);

        Plain(uploaded).Succeeds("Contacts uploaded");
        Plain(failed).Fails(400, "VALIDATION_FAILED");
        Plain(await api.GetAsync("/nothing", accept)).Fails(404, "NOT_FOUND");
        Plain(await api.SendAsync(HttpMethod.Delete, Api.Books, null, accept)).Fails(405, "METHOD_NOT_ALLOWED");

        static Answer Plain(Answer answer) =>
            answer.Header("Content-Encoding") == "gzip" ? answer with { Body = Encoding.UTF8.GetBytes(Compressed.FromGzip(answer.Body)) } : answer;
    }
}
