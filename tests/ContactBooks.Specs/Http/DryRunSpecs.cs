using System.Text.Json.Nodes;

namespace ContactBooks.Specs.Http;

public class DryRunSpecs(RunningServer server)
{
    private const string DryRun = "?dryRun=true";

    private static readonly string[] Rows =
    [
        """{"phone":"9800000000","displayName":"Changed"}""",
        """{"phone":"7000782082","displayName":"New"}""",
        """{"phone":"+91 7000782082"}""",
        """{"phone":"9800000001","email":"no"}""",
        """{"phone":"nonsense"}""",
        """{"phone":"9800000002"}""",
    ];

    [Fact]
    public async Task A_dry_run_gives_the_same_answer_predicted_with_nothing_written()
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync(), await api.NewBookAsync());
        await api.UploadAsync(book, Api.Rows(2));
        await api.UploadAsync(other, Api.Rows(1, from: 2));
        var before = (await api.ListAsync(book)).GetRawText();
        var bookBefore = (await api.ReadBookAsync(book)).GetRawText();

        var predicted = (await api.PostAsync(Api.Bulk(book) + DryRun, Api.Upload(Rows))).Succeeds("Contacts uploaded");

        predicted.GetProperty("dryRun").GetBoolean().Should().BeTrue();
        (await api.ListAsync(book)).GetRawText().Should().Be(before);
        (await api.ReadBookAsync(book)).GetRawText().Should().Be(bookBefore);
        (await api.SearchAsync(book, "Changed")).Should().BeEmpty();

        // The real answer differs in nothing but dryRun and the identifiers of what is new.
        var real = JsonNode.Parse((await api.UploadAsync(book, Rows)).GetRawText())!;
        real["results"]!.AsArray().Select(r => (string?)r!["status"]).Should().Equal("UPDATED", "CREATED", "SKIPPED", "INVALID", "INVALID", "UPDATED");
        foreach (var row in real["results"]!.AsArray().Where(r => (string?)r!["status"] == "CREATED"))
        {
            row!["contact"]!["contactUid"] = null;
        }

        real["dryRun"] = true;
        predicted.ShouldBeJson(real.ToJsonString());
    }

    [Fact]
    public async Task A_real_upload_has_no_dryRun_in_its_data()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), Api.Upload(Rows))).Json.GetProperty("data").TryGetProperty("dryRun", out _).Should().BeFalse();
        (await api.PostAsync(Api.Bulk(book) + "?dryRun=false", Api.Upload(Rows))).Json.GetProperty("data").TryGetProperty("dryRun", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_dry_run_neither_stores_nor_replays_a_key()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        await IsDryRun();
        await IsDryRun();
        var real = await api.PostAsync(Api.Bulk(book), Api.Upload(Rows), key);
        real.Succeeds("Contacts uploaded");
        real.Header("Idempotency-Replayed").Should().BeNull();
        await IsDryRun();
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Rows), key)).Header("Idempotency-Replayed").Should().Be("true");

        async Task IsDryRun()
        {
            var answer = await api.PostAsync(Api.Bulk(book) + DryRun, Api.Upload(Rows), key);
            answer.Succeeds("Contacts uploaded").GetProperty("dryRun").GetBoolean().Should().BeTrue();
            answer.Header("Idempotency-Replayed").Should().BeNull();
        }
    }

    [Fact]
    public async Task A_wrong_shape_fails_a_dry_run_too()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book) + DryRun, """{"contacts":[]}""")).Faults().Should().Equal(("contacts", "EMPTY"));
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("true&dryRun=false")]
    public async Task A_dryRun_that_is_neither_true_nor_false_is_VALIDATION_FAILED_and_nothing_is_written(string value)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync($"{Api.Bulk(book)}?dryRun={value}", Api.Upload(Rows))).Faults().Should().ContainSingle().Which.Path.Should().Be("dryRun");

        (await api.ContactsAsync(book)).Should().BeEmpty();
    }
}
