using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Http;

public class StoreFaultSpecs
{
    [Fact]
    public async Task A_database_that_cant_be_reached_is_503_STORE_UNAVAILABLE_with_Retry_After()
    {
        var answers = await AnswersWith(new StoreFaultException(StoreFaultKind.Unavailable, "secret path"));

        foreach (var answer in answers)
        {
            answer.Fails(503, "STORE_UNAVAILABLE").TryGetProperty("details", out _).Should().BeFalse("nothing was written");
            int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture).Should().BePositive();
            answer.Text.Should().NotContain("secret");
        }
    }

    [Fact]
    public async Task Where_the_connection_died_during_COMMIT_details_say_OUTCOME_UNKNOWN()
    {
        foreach (var answer in await AnswersWith(new StoreFaultException(StoreFaultKind.OutcomeUnknown, "secret path")))
        {
            answer.Fails(503, "STORE_UNAVAILABLE").GetProperty("details")[0].Text("code").Should().Be("OUTCOME_UNKNOWN");
            answer.Header("Retry-After").Should().NotBeNull();
        }
    }

    [Fact]
    public async Task No_space_left_is_507_STORE_FULL()
    {
        foreach (var answer in await AnswersWith(new StoreFaultException(StoreFaultKind.Full, "secret path")))
        {
            answer.Fails(507, "STORE_FULL");
            answer.Header("Retry-After").Should().BeNull();
            answer.Text.Should().NotContain("secret");
        }
    }

    [Fact]
    public async Task A_fault_of_ours_is_500_INTERNAL_ERROR_and_tells_the_request_id_and_nothing_of_the_inside()
    {
        foreach (var answer in await AnswersWith(new InvalidDataException("secret path")))
        {
            answer.Fails(500, "INTERNAL_ERROR").TryGetProperty("details", out _).Should().BeFalse();
            answer.RequestId.Should().Be("mine");
            answer.Text.Should().NotContain("secret").And.NotContain("InvalidData").And.NotContain(" at ").And.NotContain("ContactBooks.");
            answer.Header("X-Content-Type-Options").Should().Be("nosniff");
        }
    }

    private static async Task<Answer[]> AnswersWith(Exception fault)
    {
        await using var server = await RunningServer.StartAsync(store => new BrokenStore(store, fault));
        var api = await server.NewCustomerAsync();
        var id = ("X-Request-Id", "mine");
        return
        [
            await api.GetAsync(Api.Books, id),
            await api.GetAsync(Api.Contacts("grp_abc"), id),
            await api.PostAsync(Api.Books, """{"name":"One"}""", id),
            await api.PostAsync(Api.Books, """{"name":"One"}""", id, ("Accept-Encoding", "identity")),
            await api.PostAsync(Api.Bulk("grp_abc"), Api.Upload("{}"), id),
        ];
    }
}
