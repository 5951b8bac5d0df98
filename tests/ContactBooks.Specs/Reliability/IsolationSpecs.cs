using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContactBooks.Core.Identity;
using CsCheck;

namespace ContactBooks.Specs.Reliability;

/// <summary>Two customers of one server: nothing tells one of them that the other is there.</summary>
public sealed partial class IsolationSpecs : IAsyncLifetime
{
    private LiveServer _server = null!;
    private Caller _a = null!;
    private Caller _b = null!;
    private string _bookOfA = "";
    private string _cursorOfA = "";
    private string _uploadOfA = "";

    public async ValueTask InitializeAsync()
    {
        _server = await LiveServer.StartAsync();
        (_a, _b) = (await _server.NewCustomerAsync("A"), await _server.NewCustomerAsync("B"));
        _bookOfA = await _a.NewBookAsync("Book of A");
        var uploaded = await _a.UploadAsync(_bookOfA, new Upload("a", [1, 2, 3]).Body, "key-of-a");
        uploaded.Status.Should().Be(200);
        _uploadOfA = uploaded.Json.GetProperty("metadata").GetProperty("uploadUid").GetString()!;
        var page = await _a.GetAsync($"{Caller.Books}/{_bookOfA}/contacts?limit=1");
        _cursorOfA = page.Data.GetProperty("pagination").GetProperty("nextCursor").GetString()!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_operation_on_a_book_of_another_customer_answers_as_for_one_that_there_is_not()
    {
        var before = await _a.GetAsync($"{Caller.Books}/{_bookOfA}");
        var unknown = PublicUid.New(PublicUid.Book, DateTimeOffset.UtcNow);
        var operations = await OperationsWithAsync("{bookUid}");
        operations.Should().HaveCountGreaterThanOrEqualTo(4).And.Contain((HttpMethod.Post, "/api/v2/contact-books/{bookUid}/contacts/bulk"));
        foreach (var (method, path) in operations)
        {
            foreach (var variant in Variants(method))
            {
                var foreign = await AskAsync(method, path.Replace("{bookUid}", _bookOfA, StringComparison.Ordinal), variant);
                var none = await AskAsync(method, path.Replace("{bookUid}", unknown, StringComparison.Ordinal), variant);
                foreign.Should().Be(none, "{0} {1} {2}", method, path, variant);
                foreign.Should().StartWith("404").And.NotContain(_bookOfA);
            }
        }

        (await _a.GetAsync($"{Caller.Books}/{_bookOfA}")).DataText.Should().Be(before.DataText, "nothing of it had an effect");
    }

    [Fact]
    public async Task Every_operation_on_an_upload_of_another_customer_answers_as_for_one_that_there_is_not()
    {
        var before = await _a.GetAsync($"/api/v2/uploads/{_uploadOfA}");
        before.Status.Should().Be(200);
        var unknown = PublicUid.New(PublicUid.Upload, DateTimeOffset.UtcNow);
        var operations = await OperationsWithAsync("{uploadUid}");
        operations.Should().HaveCountGreaterThanOrEqualTo(3).And.Contain((HttpMethod.Post, "/api/v2/uploads/{uploadUid}/undo"));
        foreach (var (method, path) in operations)
        {
            foreach (var variant in Variants(method))
            {
                var foreign = await AskAsync(method, path.Replace("{uploadUid}", _uploadOfA, StringComparison.Ordinal), variant);
                var none = await AskAsync(method, path.Replace("{uploadUid}", unknown, StringComparison.Ordinal), variant);
                foreign.Should().Be(none, "{0} {1} {2}", method, path, variant);
                foreign.Should().StartWith("404").And.NotContain(_uploadOfA);
            }
        }

        (await _b.GetAsync("/api/v2/uploads")).Data.GetProperty("items").GetArrayLength().Should().Be(0);
        (await _b.GetAsync($"/api/v2/uploads?book={_bookOfA}")).Status.Should().Be(404);
        (await _a.GetAsync($"/api/v2/uploads/{_uploadOfA}")).DataText.Should().Be(before.DataText, "nothing of it had an effect");
    }

    [Fact]
    public async Task Lists_and_uploads_of_one_customer_show_nothing_of_another()
    {
        (await _b.GetAsync(Caller.Books)).Data.GetProperty("items").GetArrayLength().Should().Be(0);
        var bookOfB = await _b.NewBookAsync("Book of B");
        (await _b.GetAsync($"{Caller.Books}?search=Book")).Data.GetProperty("items").GetArrayLength().Should().Be(1);

        // The same phones, and the same key: new contacts, and no replay.
        var upload = new Upload("b", [1, 2, 3]);
        var predicted = await _b.PostAsync($"{Caller.UploadPath(bookOfB)}?dryRun=true", upload.Body);
        predicted.Data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(3);
        var answer = await _b.UploadAsync(bookOfB, upload.Body, "key-of-a");
        (answer.Status, answer.IsReplay).Should().Be((200, false));
        answer.Data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(3);

        var contacts = await _b.GetAsync($"{Caller.Books}/{bookOfB}/contacts");
        contacts.Text.Should().NotContain("\"a\":true").And.NotContain("Book of A").And.NotContain(_bookOfA);
        (await _b.GetAsync($"{Caller.Books}/{bookOfB}/contacts?cursor={_cursorOfA}")).Text.Should().NotContain("\"a\":true");
        var ofA = await _a.GetAsync($"{Caller.Books}/{_bookOfA}/contacts");
        ofA.Text.Should().NotContain("\"b\":true").And.NotContain("Book of B").And.NotContain(bookOfB);
    }

    [Fact]
    public async Task Whatever_two_customers_do_each_sees_what_it_alone_would_see() =>
        await Gen.Select(Gen.Bool, Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 9]).List[5, 40].SampleAsync(
            async steps =>
            {
                var sides = new[] { new Side(await _server.NewCustomerAsync("L")), new Side(await _server.NewCustomerAsync("R")) };
                await sides[0].CreateBookAsync();
                await sides[1].CreateBookAsync();
                foreach (var (right, operation, own, book, contact) in steps)
                {
                    var (side, other) = right ? (sides[1], sides[0]) : (sides[0], sides[1]);
                    await side.DoAsync(operation, own ? side : other, book, contact);
                }

                await sides[0].CheckAsync();
                await sides[1].CheckAsync();
            },
            iter: Soak.Is ? 1000 : 60,
            threads: 1);

    private static IEnumerable<Variant> Variants(HttpMethod method)
    {
        var good = new Upload("x", [1]).Body;
        byte[] both = JsonSerializer.SerializeToUtf8Bytes(new { name = "Taken over", contacts = new[] { new { phone = Upload.PhoneOf(1) } } });
        return method == HttpMethod.Post
            ? [new("", both), new("", good), new("", []), new("", "{"u8.ToArray()), new("?dryRun=true", both), new("", both, "key-of-a"), new("", new byte[100_000])]
            : [new(""), new("?search=Name"), new("?page=0"), new("?limit=1"), new("?cursor=x"), new("?page=2")];
    }

    [GeneratedRegex("\"processingTimeMs\":[0-9.]+")]
    private static partial Regex ProcessingTime { get; }

    /// <summary>The operations that the server says it has, those with something in their path.</summary>
    private async Task<List<(HttpMethod Method, string Path)>> OperationsWithAsync(string part)
    {
        var document = await _a.GetAsync("/openapi/v2.json");
        var operations =
            from path in document.Json.GetProperty("paths").EnumerateObject()
            where path.Name.Contains(part, StringComparison.Ordinal)
            from operation in path.Value.EnumerateObject()
            where operation.Name is "get" or "head" or "post" or "put" or "patch" or "delete"
            select (HttpMethod.Parse(operation.Name), path.Name);
        return [.. operations];
    }

    /// <summary>All that B is told: status, headers and body, without what differs from one request to the next.</summary>
    private async Task<string> AskAsync(HttpMethod method, string path, Variant variant)
    {
        using var request = new HttpRequestMessage(method, path + variant.Query);
        request.Headers.Add("X-Request-Id", "the-same");
        if (variant.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", variant.Key);
        }

        if (variant.Body is not null)
        {
            request.Content = new ByteArrayContent(variant.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        var answer = await _b.SendAsync(request);
        var headers = answer.Message.Headers.Concat(answer.Message.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return $"{answer.Status}\n{string.Join('\n', headers)}\n{ProcessingTime.Replace(answer.Text, "")}";
    }

    /// <summary>One way to call an operation.</summary>
    private sealed record Variant(string Query, byte[]? Body = null, string? Key = null)
    {
        public override string ToString() => $"{Query} {Body?.Length} {Key}";
    }

    /// <summary>A customer and what it must see: its own books, and in each its own contacts.</summary>
    private sealed class Side(Caller caller)
    {
        private readonly List<(string Uid, HashSet<int> Contacts)> _books = [];
        private readonly HashSet<int> _contacts = [];

        public async Task CreateBookAsync() => _books.Add((await caller.NewBookAsync($"{caller.Account.CustomerUid} {_books.Count}"), []));

        public async Task DoAsync(int operation, Side owner, int bookIndex, int contact)
        {
            var (book, contacts) = owner._books[bookIndex % owner._books.Count];
            var answer = operation switch
            {
                0 => await caller.UploadAsync(book, new Upload(caller.Account.CustomerUid, [contact]).Body),
                1 => await caller.PostAsync($"{Caller.Books}/{book}", new { name = $"{caller.Account.CustomerUid} again" }),
                2 => await caller.GetAsync($"{Caller.Books}/{book}"),
                3 => await caller.GetAsync($"{Caller.Books}/{book}/contacts?search={Upload.PhoneOf(contact)}"),
                _ => null,
            };
            if (answer is null)
            {
                await CreateBookAsync();
                return;
            }

            answer.Code.Should().Be(owner == this ? null : "CONTACT_BOOK_NOT_FOUND");
            if (owner != this)
            {
                return;
            }

            if (operation == 0)
            {
                var status = answer.Data.GetProperty("results")[0].GetProperty("status").GetString();
                status.Should().Be(_contacts.Add(contact) ? "CREATED" : "UPDATED", "only its own contacts count");
                contacts.Add(contact);
            }
            else if (operation == 3)
            {
                answer.Data.GetProperty("items").GetArrayLength().Should().Be(contacts.Contains(contact) ? 1 : 0);
            }
        }

        public async Task CheckAsync()
        {
            var books = await caller.GetAsync($"{Caller.Books}?limit=1000");
            var listed = books.Data.GetProperty("items").EnumerateArray().ToDictionary(
                book => book.GetProperty("uid").GetString()!, book => book.GetProperty("contactCount").GetInt32());
            listed.Should().BeEquivalentTo(_books.ToDictionary(book => book.Uid, book => book.Contacts.Count));
            foreach (var (book, contacts) in _books)
            {
                var list = await caller.GetAsync($"{Caller.Books}/{book}/contacts?limit=1000");
                list.Data.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("phone").GetString())
                    .Should().BeEquivalentTo(contacts.Select(Upload.PhoneOf));
                list.Data.GetProperty("items").EnumerateArray().SelectMany(item => item.GetProperty("customFields").EnumerateObject())
                    .Should().OnlyContain(field => field.Name == caller.Account.CustomerUid);
            }
        }
    }
}
