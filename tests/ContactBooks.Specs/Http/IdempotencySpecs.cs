using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class IdempotencySpecs(RunningServer server)
{
    private const string Row = """{"phone":"7000782082","displayName":"Asha"}""";

    [Fact]
    public async Task A_retry_gets_the_stored_data_and_message_with_new_metadata_and_says_so()
    {
        var (api, book) = await NewBook();
        var key = NewKey();

        var first = await api.PostAsync(Api.Bulk(book), Api.Upload(Row, "{}"), key);
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Changed since"}""");
        var second = await api.PostAsync(Api.Bulk(book), Api.Upload(Row, "{}"), key);

        first.Header("Idempotency-Replayed").Should().BeNull();
        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Succeeds("Contacts uploaded").GetRawText().Should().Be(first.Succeeds("Contacts uploaded").GetRawText());
        second.RequestId.Should().NotBe(first.RequestId);
        (await api.OnlyContactAsync(book)).Text("displayName").Should().Be("Changed since", "a retry has no second effect");
    }

    [Fact]
    public async Task A_keyed_answer_is_the_one_that_an_upload_without_key_gets()
    {
        var (api, book) = await NewBook();

        var answer = await api.PostAsync(Api.Bulk(book), Api.Upload(Row, "{}", Row), NewKey());

        var uid = answer.Succeeds("Contacts uploaded").GetProperty("results")[0].GetProperty("contact").Text("contactUid");
        (await api.OnlyContactAsync(book)).Text("uid").Should().Be(uid);
        answer.Json.GetProperty("data").GetProperty("summary").ShouldBeJson("""{"total":3,"created":1,"updated":0,"skipped":1,"invalid":1}""");
    }

    [Fact]
    public async Task A_create_is_done_once()
    {
        var api = await server.NewCustomerAsync();
        var key = NewKey();

        var first = await api.PostAsync(Api.Books, """{"name":"Once"}""", key);
        (await api.PostAsync(Api.Book(first.Json.GetProperty("data").GetProperty("contactBook").Text("uid")!), """{"name":"Renamed"}""")).Succeeds("Contact book updated");
        var second = await api.PostAsync(Api.Books, """{"name":"Once"}""", key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Succeeds("Contact book created").GetRawText().Should().Be(first.Succeeds("Contact book created").GetRawText());
        (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_rename_is_done_once()
    {
        var (api, book) = await NewBook();
        var key = NewKey();

        var first = await api.PostAsync(Api.Book(book), """{"name":"One"}""", key);
        (await api.PostAsync(Api.Book(book), """{"name":"Two"}""")).Succeeds("Contact book updated");
        var second = await api.PostAsync(Api.Book(book), """{"name":"One"}""", key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Succeeds("Contact book updated").GetRawText().Should().Be(first.Succeeds("Contact book updated").GetRawText());
        (await api.ReadBookAsync(book)).Text("name").Should().Be("Two");
    }

    [Fact]
    public async Task A_key_goes_with_a_token_in_the_body_too()
    {
        var api = await server.NewCustomerAsync();
        var (key, body) = (NewKey(), $$"""{"name":"Once","token":"{{api.Token}}"}""");

        (await api.With(null).PostAsync(Api.Books, body, key)).Succeeds("Contact book created");
        (await api.With(null).PostAsync(Api.Books, body, key)).Header("Idempotency-Replayed").Should().Be("true");
        (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422_IDEMPOTENCY_KEY_REUSED()
    {
        var (api, book) = await NewBook();
        var key = NewKey();
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Succeeds("Contacts uploaded");

        (await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"9800000001"}"""), key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row) + " ", key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.PostAsync(Api.Bulk(book), " " + Api.Upload(Row), key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.PostAsync(Api.Bulk(book), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Api.Upload(Row))], key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.PostAsync(Api.Bulk(book), "not JSON", key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");

        (await api.OnlyContactAsync(book)).Text("phone").Should().Be("917000782082");
    }

    [Fact]
    public async Task The_same_key_with_another_query_is_422_IDEMPOTENCY_KEY_REUSED()
    {
        var (api, book) = await NewBook();
        var key = NewKey();
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Succeeds("Contacts uploaded");

        (await api.PostAsync(Api.Bulk(book) + "?x=1", Api.Upload(Row), key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.PostAsync(Api.Bulk(book) + "?dryRun=false", Api.Upload(Row), key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Header("Idempotency-Replayed").Should().Be("true");
    }

    [Fact]
    public async Task A_query_and_a_body_that_run_together_the_same_are_not_the_same()
    {
        var (api, book) = await NewBook();
        var key = NewKey();

        (await api.PostAsync(Api.Bulk(book) + "?a=%7B", Api.Upload(Row), key)).Succeeds("Contacts uploaded");
        (await api.PostAsync(Api.Bulk(book) + "?a=", "{" + Api.Upload(Row), key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task The_body_counts_as_decoded()
    {
        var (api, book) = await NewBook();
        var key = NewKey();
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Succeeds("Contacts uploaded");

        var zipped = await api.PostAsync(Api.Bulk(book), Compressed.Gzip(Api.Upload(Row)), key, ("Content-Encoding", "gzip"));

        zipped.Succeeds("Contacts uploaded");
        zipped.Header("Idempotency-Replayed").Should().Be("true");
    }

    [Fact]
    public async Task Only_a_200_is_stored()
    {
        var (api, book) = await NewBook();
        var key = NewKey();

        (await api.PostAsync(Api.Bulk(book), """{"contacts":[]}""", key)).Fails(400, "VALIDATION_FAILED");
        (await api.PostAsync(Api.Bulk(book), """{"contacts":[]}""", key)).Fails(400, "VALIDATION_FAILED");
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key, ("Content-Type", "text/plain"))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.With(null).PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.PostAsync(Api.Bulk("grp_nothing"), Api.Upload(Row), key)).Fails(404, "CONTACT_BOOK_NOT_FOUND");

        var answer = await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key);
        answer.Succeeds("Contacts uploaded");
        answer.Header("Idempotency-Replayed").Should().BeNull();
    }

    [Fact]
    public async Task A_replay_needs_the_token_the_feature_and_the_book_as_ever()
    {
        var (api, book) = await NewBook();
        var key = NewKey();
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Succeeds("Contacts uploaded");

        (await api.With(null).PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Fails(401, "MISSING_AUTH_TOKEN");
        await server.Store.Directory.SetFeaturesAsync(api.Customer.Uid, Core.Customers.Features.None);
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Fails(403, "FEATURE_NOT_AVAILABLE");
    }

    [Fact]
    public async Task A_key_is_scoped_to_the_path()
    {
        var (api, book) = await NewBook();
        var other = await api.NewBookAsync("Other");
        var key = NewKey();
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Row), key)).Succeeds("Contacts uploaded");

        var elsewhere = await api.PostAsync(Api.Bulk(other), Api.Upload(Row), key);
        elsewhere.Succeeds("Contacts uploaded").GetProperty("results")[0].Text("status").Should().Be("UPDATED");
        elsewhere.Header("Idempotency-Replayed").Should().BeNull();

        (await api.PostAsync(Api.Book(book), """{"name":"Renamed"}""", key)).Succeeds("Contact book updated");
        (await api.PostAsync(Api.Books, """{"name":"Renamed"}""", key)).Succeeds("Contact book created");
    }

    [Fact]
    public async Task A_key_is_scoped_to_the_customer_and_not_to_the_token()
    {
        var (api, book) = await NewBook();
        var (other, otherBook) = await NewBook();
        var (secondToken, _) = await server.NewTokenAsync(api.Customer.Id);
        var key = NewKey();
        (await api.PostAsync(Api.Books, """{"name":"One"}""", key)).Succeeds("Contact book created");

        var theirs = await other.PostAsync(Api.Books, """{"name":"Another"}""", key);
        theirs.Succeeds("Contact book created");
        theirs.Header("Idempotency-Replayed").Should().BeNull();
        (await api.With(secondToken).PostAsync(Api.Books, """{"name":"One"}""", key)).Header("Idempotency-Replayed").Should().Be("true");
        otherBook.Should().NotBe(book);
    }

    [Fact]
    public async Task A_key_is_case_sensitive()
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Api.Books, """{"name":"One"}""", ("Idempotency-Key", "key"))).Succeeds("Contact book created");
        (await api.PostAsync(Api.Books, """{"name":"Two"}""", ("Idempotency-Key", "KEY"))).Succeeds("Contact book created");
    }

    [Fact]
    public async Task A_key_has_1_to_255_characters()
    {
        var api = await server.NewCustomerAsync();

        (await Create("k")).Succeeds("Contact book created");
        (await Create(new string('k', 255))).Succeeds("Contact book created");
        (await Create("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")).Succeeds("Contact book created");
        (await Create("")).Faults().Should().Equal(("Idempotency-Key", "INVALID_VALUE"));
        (await Create(new string('k', 256))).Faults().Should().Equal(("Idempotency-Key", "INVALID_VALUE"));

        Task<Answer> Create(string key) => api.PostAsync(Api.Books, """{"name":"One"}""", ("Idempotency-Key", key));
    }

    [Fact]
    public async Task Two_keys_are_VALIDATION_FAILED()
    {
        var api = await server.NewCustomerAsync();
        var body = """{"name":"One"}"""u8.ToArray();

        var answer = await RawHttp.SendAsync(
            server.Address,
            [
                "POST /api/v2/contact-books HTTP/1.1", $"Authorization: Bearer {api.Token}", "Content-Type: application/json",
                $"Content-Length: {body.Length}", "Idempotency-Key: one", "Idempotency-Key: two",
            ],
            body);

        answer.Status.Should().Be(400);
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").Text("code").Should().Be("VALIDATION_FAILED");
    }

    [Fact]
    public async Task A_key_holds_for_24_hours_and_is_free_again_after_them()
    {
        await using var own = await RunningServer.StartAsync();
        own.Clock.IsStopped = true;
        var api = await own.NewCustomerAsync();
        var key = NewKey();
        (await api.PostAsync(Api.Books, """{"name":"One"}""", key)).Succeeds("Contact book created");

        own.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        (await api.PostAsync(Api.Books, """{"name":"One"}""", key)).Header("Idempotency-Replayed").Should().Be("true");
        (await api.PostAsync(Api.Books, """{"name":"Two"}""", key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");

        own.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var later = await api.PostAsync(Api.Books, """{"name":"Two"}""", key);
        later.Succeeds("Contact book created");
        later.Header("Idempotency-Replayed").Should().BeNull();
        (await api.PostAsync(Api.Books, """{"name":"Two"}""", key)).Header("Idempotency-Replayed").Should().Be("true", "it holds anew from then on");
        (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Of_requests_with_one_key_at_once_one_is_done_and_the_others_are_its_replay_or_409()
    {
        var (api, book) = await NewBook();
        var (key, body) = (NewKey(), Api.Upload(Api.Rows(200)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => api.PostAsync(Api.Bulk(book), body, key)));

        var done = answers.Where(a => (int)a.Status == 200).ToArray();
        done.Where(a => a.Header("Idempotency-Replayed") is null).Should().ContainSingle();
        done.Select(a => a.Succeeds("Contacts uploaded").GetRawText()).Distinct().Should().ContainSingle();
        foreach (var answer in answers.Except(done))
        {
            answer.Fails(409, "REQUEST_IN_PROGRESS");
            int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture).Should().BePositive();
        }

        (await api.PostAsync(Api.Bulk(book), body, key)).Header("Idempotency-Replayed").Should().Be("true");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(200);
    }

    [Fact]
    public async Task While_the_first_is_under_way_the_same_key_is_409_REQUEST_IN_PROGRESS_with_Retry_After()
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var own = await RunningServer.StartAsync(store => new HeldStore(store, entered, gate.Task));
        var api = await own.NewCustomerAsync();
        var key = NewKey();

        var first = api.PostAsync(Api.Books, """{"name":"One"}""", key);
        await entered.Task;
        var second = await api.PostAsync(Api.Books, """{"name":"One"}""", key);
        gate.SetResult();

        second.Fails(409, "REQUEST_IN_PROGRESS");
        second.Header("Retry-After").Should().Be("1");
        (await first).Succeeds("Contact book created");
        (await api.PostAsync(Api.Books, """{"name":"One"}""", key)).Header("Idempotency-Replayed").Should().Be("true");
    }

    [Fact]
    public async Task A_key_on_a_GET_means_nothing()
    {
        var (api, book) = await NewBook();
        var key = NewKey();

        (await api.GetAsync(Api.Book(book), key)).Header("Idempotency-Replayed").Should().BeNull();
        (await api.GetAsync(Api.Book(book), key)).Header("Idempotency-Replayed").Should().BeNull();
        (await api.GetAsync(Api.Book(book), ("Idempotency-Key", ""))).Succeeds("Contact book retrieved");
    }

    private static (string, string) NewKey() => ("Idempotency-Key", Guid.NewGuid().ToString());

    private async Task<(Api Api, string Book)> NewBook()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync());
    }
}
