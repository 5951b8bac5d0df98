using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

public sealed class UploadManySpecs(RunningServer server)
{
    private static readonly UploadManyOptions Small = new() { ChunkSize = 10 };

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_numbers_count_over_all_chunks_whatever_became_of_the_rows()
    {
        var (api, book, client, _) = await NewBook();
        using var end = client;
        var rows = ApiClients.Rows(95).ToList();
        rows[16] = new ContactRow("12345");
        rows[47] = new ContactRow(ApiClients.PhoneOf(45));
        rows[94] = new ContactRow(null);

        var results = await client.Contacts.UploadManyAsync(book, rows, Small, cancellationToken: _cancellation).ToListAsync(_cancellation);

        results.Select(result => result.Row).Should().Equal(Enumerable.Range(1, 95).Select(row => (long)row));
        results.Where(result => result.Status != RowStatus.Created).Select(result => (result.Row, result.Reason, result.Phone)).Should().Equal(
            (17, RowReason.InvalidPhone, "12345"), (48, RowReason.DuplicateInRequest, ApiClients.PhoneOf(45)), (95, RowReason.MissingPhone, null));
        var stored = (await api.ContactsAsync(book, "?limit=1000")).Select(contact => (contact.Text("uid"), contact.Text("phone")));
        results.Where(result => result.Contact is not null).Select(result => (result.Contact!.ContactUid, (string?)result.Contact.Phone)).Should().BeEquivalentTo(stored);
    }

    [Fact]
    public async Task A_thousand_rows_go_into_a_request_and_no_more()
    {
        var (_, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;

        (await client.Contacts.UploadManyAsync(book, ApiClients.Rows(2001), cancellationToken: _cancellation).CountAsync(_cancellation)).Should().Be(2001);

        between.Requests.Select(RowsOf).Should().BeEquivalentTo([1000, 1000, 1]);
    }

    [Fact]
    public async Task No_rows_are_no_request()
    {
        var (_, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;

        (await client.Contacts.UploadManyAsync(book, [], cancellationToken: _cancellation).CountAsync(_cancellation)).Should().Be(0);

        between.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_chunk_ends_before_it_is_larger_than_the_server_takes()
    {
        var (api, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;

        // 1000 rows of 15 KiB are 15 MB.
        var rows = ApiClients.Rows(1000).Select(row => new ContactRow(row.Phone) { CustomFields = new JsonObject { ["note"] = new string('n', 15_000) } });
        var results = await client.Contacts.UploadManyAsync(book, rows, cancellationToken: _cancellation).ToListAsync(_cancellation);

        results.Should().HaveCount(1000).And.OnlyContain(result => result.Status == RowStatus.Created);
        between.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Body.Length <= 8 * 1024 * 1024);
        between.Requests.Max(request => request.Body.Length).Should().BeGreaterThan((8 * 1024 * 1024) - 16_000, "it holds what it can");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(1000);
    }

    [Fact]
    public async Task A_limit_of_bytes_holds_to_the_byte_and_a_larger_row_goes_alone()
    {
        var (_, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;
        var two = Encoding.UTF8.GetByteCount("""{"defaultCountryCode":"91","contacts":[{"phone":"7000782082"},{"phone":"7000782083"}]}""");
        ContactRow[] rows = [new("7000782082"), new("7000782083"), new("7000782084") { FirstName = new string('x', 200) }, new("7000782085")];

        async Task<int[]> SizesAsync(int bytes)
        {
            var before = between.Requests.Count;
            var options = new UploadManyOptions { MaxRequestBytes = bytes, MaxConcurrency = 1, DefaultCountryCode = "91" };
            (await client.Contacts.UploadManyAsync(book, rows, options).CountAsync(_cancellation)).Should().Be(4);
            return [.. between.Requests.Skip(before).Select(RowsOf)];
        }

        (await SizesAsync(two)).Should().Equal(2, 1, 1);
        (await SizesAsync(two - 1)).Should().Equal(1, 1, 1, 1);
    }

    [Fact]
    public async Task Each_chunk_has_a_key_of_its_own_and_the_same_prefix_resumes_an_upload()
    {
        var (api, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;
        var options = Small with { KeyPrefix = "leads" };

        // The first client ends after some rows: its process died, say.
        var begun = await client.Contacts.UploadManyAsync(book, ApiClients.Rows(50), options, cancellationToken: _cancellation).Take(15).ToListAsync(_cancellation);
        var results = await client.Contacts.UploadManyAsync(book, ApiClients.Rows(50), options, cancellationToken: _cancellation).ToListAsync(_cancellation);

        results.Take(15).Should().BeEquivalentTo(begun, equivalency => equivalency.WithStrictOrdering());
        results.Should().HaveCount(50).And.OnlyContain(result => result.Status == RowStatus.Created);
        between.Requests.Select(request => request.Key).Distinct().Should().BeEquivalentTo("leads-1", "leads-2", "leads-3", "leads-4", "leads-5");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(50);
    }

    [Fact]
    public async Task Without_a_prefix_no_two_uploads_share_keys()
    {
        var (_, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;
        var upload = client.Contacts.UploadManyAsync(book, ApiClients.Rows(20), Small, cancellationToken: _cancellation);

        (await upload.CountAsync(_cancellation)).Should().Be(20);
        (await upload.Select(result => result.Status).Distinct().ToListAsync(_cancellation)).Should().Equal(RowStatus.Updated);

        between.Requests.Select(request => request.Key).Should().HaveCount(4).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_requests_are_under_way_than_allowed_and_as_many_as_are(int most)
    {
        var arrived = new SemaphoreSlim(0);
        var (_, book, client, between) = await NewBookBehind(async request =>
        {
            // The first ones wait until all that may come are here.
            arrived.Release();
            if (request.Number <= most)
            {
                await AllHereAsync(request.GivenUp);
            }

            await request.PassOnAsync();
        });
        await using var end = between;
        using var clientEnd = client;

        var options = Small with { MaxConcurrency = most };
        (await client.Contacts.UploadManyAsync(book, ApiClients.Rows(120), options, cancellationToken: _cancellation).CountAsync(_cancellation))
            .Should().Be(120);

        between.MostAtOnce.Should().Be(most);
        between.Requests.Should().HaveCount(12);

        async Task AllHereAsync(CancellationToken cancellation)
        {
            while (arrived.CurrentCount < most)
            {
                await Task.Delay(1, cancellation);
            }
        }
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_rows_though_a_later_chunk_ends_first()
    {
        var second = new TaskCompletionSource();
        var (_, book, client, between) = await NewBookBehind(async request =>
        {
            if (IsChunk(request, 1))
            {
                await second.Task;
            }

            await request.PassOnAsync();
            if (IsChunk(request, 2))
            {
                second.SetResult();
            }
        });
        await using var end = between;
        using var clientEnd = client;

        var options = Small with { KeyPrefix = "k" };
        var results = await client.Contacts.UploadManyAsync(book, ApiClients.Rows(30), options, cancellationToken: _cancellation)
            .ToListAsync(_cancellation);

        results.Select(result => result.Row).Should().Equal(Enumerable.Range(1, 30).Select(row => (long)row));
        results.Select(result => result.Contact!.Phone).Should().Equal(Enumerable.Range(0, 30).Select(ApiClients.PhoneOf));
    }

    [Fact]
    public async Task Rows_are_read_as_they_are_needed_and_results_dont_wait_for_more_rows()
    {
        var (_, book, client, between) = await NewBookBehind(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;
        var read = 0;
        var more = new TaskCompletionSource();

        async IAsyncEnumerable<ContactRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            foreach (var row in ApiClients.Rows(200))
            {
                read++;
                yield return row;
                if (read == 15)
                {
                    await more.Task.WaitAsync(cancellation);
                }
            }
        }

        var options = Small with { MaxConcurrency = 2 };
        await using var results = client.Contacts.UploadManyAsync(book, RowsAsync(_cancellation), options, cancellationToken: _cancellation)
            .GetAsyncEnumerator(_cancellation);
        read.Should().Be(0, "nothing begins before the results are asked for");

        // The source has nothing more to give at its 15th row: the first ten have their results all the same.
        for (var row = 1; row <= 10; row++)
        {
            (await results.MoveNextAsync()).Should().BeTrue();
            results.Current.Row.Should().Be(row);
        }

        read.Should().Be(15);
        more.SetResult();
        (await results.MoveNextAsync()).Should().BeTrue();
        read.Should().BeLessThanOrEqualTo(40, "two chunks under way and the next are all that is read ahead");
    }

    [Fact]
    public async Task Progress_is_told_after_each_chunk_and_sums_up_to_the_whole()
    {
        var (_, book, client, _) = await NewBook();
        using var end = client;
        var rows = ApiClients.Rows(45).ToList();
        rows[3] = new ContactRow("12345");
        rows[22] = new ContactRow(ApiClients.PhoneOf(21));
        await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(5, 40)], cancellationToken: _cancellation);
        var progress = new Told<UploadProgress>();

        await client.Contacts.UploadManyAsync(book, rows, Small, progress, cancellationToken: _cancellation).CountAsync(_cancellation);

        progress.All.Select(told => told.Chunks).Should().Equal(1, 2, 3, 4, 5);
        progress.All.Should().OnlyContain(told => told.Created + told.Updated + told.Skipped + told.Invalid == told.Rows);
        progress.All[^1].Should().Be(new UploadProgress(5, 45, 38, 5, 1, 1));
    }

    [Fact]
    public async Task A_dry_run_in_chunks_writes_nothing()
    {
        var (api, book, client, _) = await NewBook();
        using var end = client;

        var options = Small with { DryRun = true };
        var results = await client.Contacts.UploadManyAsync(book, ApiClients.Rows(25), options, cancellationToken: _cancellation)
            .ToListAsync(_cancellation);

        results.Should().HaveCount(25).And.OnlyContain(result => result.Status == RowStatus.Created && result.Contact!.ContactUid == null);
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData(0, 4, 100, "k")]
    [InlineData(1001, 4, 100, "k")]
    [InlineData(1000, 0, 100, "k")]
    [InlineData(1000, 4, 0, "k")]
    [InlineData(1000, 4, 100, "")]
    [InlineData(1000, 4, 100, "a b")]
    public async Task Options_that_make_no_sense_are_refused_at_once(int chunkSize, int maxConcurrency, int maxRequestBytes, string keyPrefix)
    {
        var (_, book, client, _) = await NewBook();
        using var end = client;
        var options = new UploadManyOptions { ChunkSize = chunkSize, MaxConcurrency = maxConcurrency, MaxRequestBytes = maxRequestBytes, KeyPrefix = keyPrefix };

        FluentActions.Invoking(() => client.Contacts.UploadManyAsync(book, [], options)).Should().Throw<ArgumentException>();
    }

    private static int RowsOf(Intermediary.Seen request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("contacts").GetArrayLength();
    }

    private static bool IsChunk(Intermediary.Passing request, int number) => request.Request.Key == $"k-{number}";

    private async Task<(Api Api, string Book, ContactBooksClient Client, Intermediary? Between)> NewBook()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync(), api.NewClient(), null);
    }

    private async Task<(Api Api, string Book, ContactBooksClient Client, Intermediary Between)> NewBookBehind(Func<Intermediary.Passing, Task> handle)
    {
        var api = await server.NewCustomerAsync();
        var between = await Intermediary.StartAsync(server, handle);
        return (api, await api.NewBookAsync(), api.NewClient(options => options.BaseAddress = between.Address), between);
    }
}
