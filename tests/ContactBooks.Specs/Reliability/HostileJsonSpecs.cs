using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace ContactBooks.Specs.Reliability;

/// <summary>Bodies made to cost much: the server runs in a process of its own, whose time on a processor is measured.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class HostileJsonSpecs(HostileJsonSpecs.Server server) : IClassFixture<HostileJsonSpecs.Server>
{
    private const int Limit = 8 * 1024 * 1024;
    private const int Attempts = 6;
    private static readonly TimeSpan CpuTime = TimeSpan.FromMilliseconds(250);

    private static readonly Dictionary<string, Func<string>> Bodies = new()
    {
        ["objects nested 10,000 deep"] = () => "{\"contacts\":" + Repeat("{\"a\":", 10_000),
        ["arrays nested 10,000 deep"] = () => "{\"contacts\":" + new string('[', 10_000),
        ["8 MiB of distinct keys"] = () => "{" + Numbered("\"key{0}\":0,") + "\"end\":0}",
        ["8 MiB of {},"] = () => "{\"contacts\":[" + Fill("{},") + "{}]}",
        ["8 MiB of numbers for contacts"] = () => "{\"contacts\":[" + Fill("1,") + "1]}",
        ["8 MiB of empty arrays nested in what is ignored"] = () => "{\"other\":[" + Fill("[[]],") + "1]}",
        ["one string of 8 MiB"] = () => "\"" + new string('x', Limit - 10) + "\"",
        ["one string of 8 MiB for the contacts"] = () => "{\"contacts\":\"" + new string('x', Limit - 100) + "\"}",
        ["one number of 8 MiB for the contacts"] = () => "{\"contacts\":" + new string('9', Limit - 100) + "}",
        ["a default country code of 8 MiB"] = () => "{\"defaultCountryCode\":\"" + new string('9', Limit - 100) + "\"}",
        ["one property named 1,000,000 times"] = () => "{" + Fill("\"a\":0,") + "\"a\":0}",
        ["8 MiB of blanks"] = () => new string(' ', Limit - 10),
        ["more than 8 MiB"] = () => new string(' ', Limit + 1),
    };

    /// <summary>What only a row is wrong with: the request is right, so the answer is 200 with the row INVALID.</summary>
    private static readonly Dictionary<string, Func<string>> Rows = new()
    {
        ["a phone of 8 MiB"] = () => "\"phone\":\"" + new string('9', Limit - 100) + "\"",
        ["a phone of 8 MiB of digits without quotes"] = () => "\"phone\":" + new string('9', Limit - 100),
        ["a name of 8 MiB of escapes"] = () => "\"phone\":\"919800000001\",\"displayName\":\"" + Fill("\\u0041") + "\"",
        ["a name of 8 MiB of combining marks that must change places"] = () => "\"phone\":\"919800000001\",\"displayName\":\"a" + Fill("\u0315\u0300") + "\"",
        ["a company of 8 MiB of half characters"] = () => "\"phone\":\"919800000001\",\"companyName\":\"" + Fill("\\ud800") + "\"",
        ["an email of 8 MiB of @"] = () => "\"phone\":\"919800000001\",\"email\":\"" + new string('@', Limit - 100) + "\"",
        ["custom fields with 8 MiB of distinct keys"] = () => "\"phone\":\"919800000001\",\"customFields\":{" + Numbered("\"key{0}\":0,") + "\"end\":0}",
        ["a custom field of 8 MiB"] = () => "\"phone\":\"919800000001\",\"customFields\":{\"a\":\"" + new string('x', Limit - 200) + "\"}",
        ["custom fields of 8 MiB of arrays"] = () => "\"phone\":\"919800000001\",\"customFields\":{\"a\":[" + Fill("[[]],") + "1]}",
    };

    public static TheoryData<string> BodyNames => [.. Bodies.Keys];

    public static TheoryData<string> RowNames => [.. Rows.Keys];

    public static TheoryData<string, string> Bombs => new(
        from encoding in new[] { "gzip", "br" }
        from inside in new[] { "zeros", "objects" }
        select (encoding, inside));

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task A_hostile_body_gets_a_4xx_and_costs_little(string what)
    {
        var body = Encoding.UTF8.GetBytes(Bodies[what]());
        await CostsLittleAsync(Caller.UploadPath(server.Book), () => Content(body), answer => answer.Status.Should().BeInRange(400, 499, "{0}", answer));
    }

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task A_hostile_body_for_a_book_gets_a_4xx_and_costs_little(string what)
    {
        var body = Encoding.UTF8.GetBytes(Bodies[what]());
        await CostsLittleAsync(Caller.Books, () => Content(body), answer => answer.Status.Should().BeInRange(400, 499, "{0}", answer));
    }

    [Theory]
    [MemberData(nameof(RowNames))]
    public async Task A_hostile_row_is_invalid_and_costs_little(string what)
    {
        var body = Encoding.UTF8.GetBytes("{\"contacts\":[{" + Rows[what]() + "}]}");
        body.Length.Should().BeLessThanOrEqualTo(Limit);
        await CostsLittleAsync(Caller.UploadPath(server.Book), () => Content(body), answer =>
        {
            answer.Status.Should().Be(200, "{0}", answer);
            answer.Data.GetProperty("summary").GetProperty("invalid").GetInt32().Should().Be(1);
            answer.Body.Length.Should().BeLessThan(4096, "a hostile text is not repeated whole");
        });
    }

    [Fact]
    public async Task A_book_named_by_8_MiB_of_combining_marks_gets_a_400_and_costs_little()
    {
        var body = Encoding.UTF8.GetBytes("{\"name\":\"a" + Fill("\u0315\u0300") + "\"}");
        await CostsLittleAsync(Caller.Books, () => Content(body), answer => answer.Code.Should().Be("VALIDATION_FAILED"));
    }

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task A_bomb_is_stopped_where_it_passes_the_limit(string encoding, string inside)
    {
        var bomb = Bomb(encoding, inside == "zeros" ? [0] : "{\"a\":0},"u8.ToArray());
        ByteArrayContent Packed()
        {
            var content = Content(bomb);
            content.Headers.ContentEncoding.Add(encoding);
            return content;
        }

        var before = server.Process.WorkingSet;
        await CostsLittleAsync(Caller.UploadPath(server.Book), Packed, answer => (answer.Status, answer.Code).Should().Be((413, "PAYLOAD_TOO_LARGE")));
        await CostsLittleAsync(Caller.Books, Packed, answer => answer.Status.Should().Be(413));
        (server.Process.WorkingSet - before).Should().BeLessThan(128 * 1024 * 1024, "256 MiB are never unpacked whole");
    }

    [Fact]
    public async Task An_endless_body_is_answered_413_and_cut_off_soon_after()
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var request = await RawRequest.ConnectAsync(server.Process.Address);
            var before = server.Process.CpuTime;
            await request.SendAsync(RawRequest.Head(Caller.UploadPath(server.Book), server.Account.Token, "Transfer-Encoding: chunked"));
            var reading = request.ReadToCloseAsync();
            var sent = await SendEndlesslyAsync(request, 64 * Limit);
            await reading;
            best = Min(best, server.Process.CpuTime - before);
            request.Received.Should().StartWith("HTTP/1.1 413").And.Contain("PAYLOAD_TOO_LARGE");
            sent.Should().BeLessThan(8 * Limit, "four times the limit are taken, and the sockets' buffers hold some more");
        }

        Tell(best).Should().BeLessThan(CpuTime);
    }

    /// <summary>Sends chunks until the server has closed the connection, or a limit is reached; gives how much went in.</summary>
    private static async Task<long> SendEndlesslyAsync(RawRequest request, long atMost)
    {
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");
        var sent = 0L;
        try
        {
            for (; sent < atMost; sent += chunk.Length)
            {
                await request.SendAsync(chunk);
            }
        }
        catch (SocketException)
        {
            // The server has closed it.
        }

        return sent;
    }

    /// <summary>The best of a few attempts, since a processor that others use too makes single ones dear.</summary>
    private async Task CostsLittleAsync(string path, Func<HttpContent> content, Action<Answer> check)
    {
        var caller = new Caller(server.Process.Http, server.Account);
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && best >= CpuTime; attempt++)
        {
            var before = server.Process.CpuTime;
            var answer = await caller.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content() });
            best = Min(best, server.Process.CpuTime - before);
            EnvelopeRule.Fault(answer).Should().BeNull("{0}", answer);
            check(answer);
        }

        Tell(best).Should().BeLessThan(CpuTime);
    }

    private static TimeSpan Tell(TimeSpan cpu)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{cpu.TotalMilliseconds:0} ms of CPU");
        return cpu;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static ByteArrayContent Content(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Fill(string text) => Repeat(text, (Limit - 200) / Encoding.UTF8.GetByteCount(text));

    private static string Numbered(string format)
    {
        var text = new StringBuilder(Limit);
        for (var i = 0; text.Length < Limit - 200; i++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, format, i);
        }

        return text.ToString();
    }

    /// <summary>256 MiB of one thing, packed.</summary>
    private static byte[] Bomb(string encoding, byte[] unit)
    {
        var block = Enumerable.Repeat(unit, 1024 * 1024 / unit.Length).SelectMany(bytes => bytes).ToArray();
        using var to = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(to, CompressionLevel.Fastest) : new BrotliStream(to, CompressionLevel.Fastest))
        {
            for (var i = 0; i < 256; i++)
            {
                stream.Write(block);
            }
        }

        return to.ToArray();
    }

    /// <summary>One server for all of them, as in life: what one leaves behind the next would feel.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly DataFolder _folder = new();

        internal Account Account { get; private set; } = null!;

        internal ServeProcess Process { get; private set; } = null!;

        internal string Book { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Account = await _folder.NewAccountAsync();
            Process = await _folder.ServeAsync();
            Book = await new Caller(Process.Http, Account).NewBookAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Process.DisposeAsync();
            _folder.Dispose();
        }
    }
}
