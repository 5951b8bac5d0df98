using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class BodyLimitSpecs(RunningServer server)
{
    private const int MaxBody = 8 * 1024 * 1024;

    [Fact]
    public async Task A_body_of_8_MiB_is_taken_and_one_byte_more_is_413()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var body = Api.Upload("""{"phone":"7000782082"}""");

        (await api.PostAsync(Api.Bulk(book), body.PadRight(MaxBody + 1))).Fails(413, "PAYLOAD_TOO_LARGE");
        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.PostAsync(Api.Bulk(book), body.PadRight(MaxBody))).Succeeds("Contacts uploaded");
    }

    [Fact]
    public async Task The_limit_is_one_for_every_POST()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var body = """{"name":"One"}""".PadRight(MaxBody + 1);

        (await api.PostAsync(Api.Books, body)).Fails(413, "PAYLOAD_TOO_LARGE");
        (await api.PostAsync(Api.Book(book), body)).Fails(413, "PAYLOAD_TOO_LARGE");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task The_limit_holds_after_decompression_as_well(string encoding)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var body = Api.Upload("""{"phone":"7000782082"}""");
        var header = ("Content-Encoding", encoding);

        (await api.PostAsync(Api.Bulk(book), Compress(body.PadRight(MaxBody + 1)), header)).Fails(413, "PAYLOAD_TOO_LARGE");
        (await api.PostAsync(Api.Bulk(book), Compress(body.PadRight(MaxBody)), header)).Succeeds("Contacts uploaded");

        byte[] Compress(string text) => encoding == "gzip" ? Compressed.Gzip(text) : Compressed.Brotli(text);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_413(string encoding)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var zeros = new byte[64 * 1024 * 1024];
        var bomb = encoding == "gzip" ? Compressed.Gzip(zeros) : Compressed.Brotli(zeros);
        bomb.Length.Should().BeLessThan(MaxBody / 2);

        (await api.PostAsync(Api.Bulk(book), bomb, ("Content-Encoding", encoding))).Fails(413, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_compressed_body_over_the_limit_is_413_whatever_it_decompresses_to()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        // Empty gzip members (RFC 1952), one after another: they decompress to nothing at all.
        byte[] member = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var members = new byte[MaxBody + member.Length];
        for (var at = 0; at + member.Length <= members.Length; at += member.Length)
        {
            member.CopyTo(members, at);
        }

        (await api.PostAsync(Api.Bulk(book), members, ("Content-Encoding", "gzip"))).Fails(413, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_chunked_body_without_end_is_answered_with_413_while_it_still_comes()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        var sent = 0L;

        var answer = await RawHttp.SendAsync(
            server.Address,
            [$"POST {Api.Bulk(book)} HTTP/1.1", $"Authorization: Bearer {api.Token}", "Content-Type: application/json", "Transfer-Encoding: chunked"],
            async stream =>
            {
                // Far more than the limit, and never the last chunk.
                for (; sent < 2 * MaxBody; sent += 0x10000)
                {
                    await stream.WriteAsync(chunk);
                }
            });

        answer.Status.Should().Be(413);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").Text("code").Should().Be("PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_chunked_body_within_the_limit_is_taken()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var body = Api.Upload("""{"phone":"7000782082"}""");

        var answer = await RawHttp.SendAsync(
            server.Address,
            [$"POST {Api.Bulk(book)} HTTP/1.1", $"Authorization: Bearer {api.Token}", "Content-Type: application/json", "Transfer-Encoding: chunked"],
            Encoding.ASCII.GetBytes($"{10:x}\r\n{body[..10]}\r\n{body.Length - 10:x}\r\n{body[10..]}\r\n0\r\n\r\n"));

        answer.Status.Should().Be(200);
        (await api.ContactsAsync(book)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_promised_length_over_the_limit_is_413_before_the_body_comes()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await RawHttp.SendAsync(
            server.Address,
            [$"POST {Api.Bulk(book)} HTTP/1.1", $"Authorization: Bearer {api.Token}", "Content-Type: application/json", $"Content-Length: {MaxBody + 1}"]);

        answer.Status.Should().Be(413);
    }

    [Fact]
    public async Task A_chunk_that_is_none_is_400_in_the_envelope()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await RawHttp.SendAsync(
            server.Address,
            [$"POST {Api.Bulk(book)} HTTP/1.1", $"Authorization: Bearer {api.Token}", "Content-Type: application/json", "Transfer-Encoding: chunked"],
            "xyz\r\n{}\r\n0\r\n\r\n"u8.ToArray());

        answer.Status.Should().Be(400);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").Text("code").Should().Be("VALIDATION_FAILED");
    }
}
