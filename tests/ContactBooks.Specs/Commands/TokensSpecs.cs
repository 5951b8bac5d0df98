using System.Text.Json;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Commands;

public sealed class TokensSpecs : IAsyncLifetime
{
    private readonly Operator _operator = new();
    private string _customer = "";

    public async ValueTask InitializeAsync() => _customer = await _operator.NewCustomerAsync();

    public ValueTask DisposeAsync()
    {
        _operator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Creating_shows_the_token_this_one_time()
    {
        var created = (await CreateAsync("--json")).ShouldBeDone().Json;
        var secret = created.GetProperty("token").GetString()!;

        created.EnumerateObject().Select(field => field.Name).Should().Equal("tokenUid", "token", "lastFour");
        TokenSecret.IsWellFormed(secret).Should().BeTrue();
        created.GetProperty("lastFour").GetString().Should().Be(secret[^4..]);

        var runs = await Task.WhenAll(ListAsync("--json"), ListAsync());
        runs.Should().AllSatisfy(run => run.ShouldBeDone().Output.Should().NotContain(secret).And.Contain(secret[^4..]));
        var listed = runs[0].Json[0];
        listed.GetProperty("scope").GetString().Should().Be("global");
        listed.GetProperty("expiresAt").ValueKind.Should().Be(JsonValueKind.Null);
        listed.GetProperty("status").GetString().Should().Be("ACTIVE");
    }

    [Fact]
    public async Task A_person_gets_the_token_on_output_and_the_warning_beside_it()
    {
        var ended = (await CreateAsync("--name", "Nightly sync", "--expires", "2999-12-31")).ShouldBeDone();

        ended.Output.Should().MatchRegex(@"\AToken +w91_live_\w{38}\nRecord +tok_\w+\nExpires +2999-12-31 00:00 UTC\n\z");
        ended.Errors.Should().Contain("not shown again");
    }

    [Fact]
    public async Task A_number_scoped_token_keeps_its_senders_as_digits()
    {
        (await CreateAsync("--scope", "specific_number", "--sender", "+91 70007-82082")).ShouldBeDone();
        (await CreateAsync("--scope", "selected_number", "--sender", "917000782082, 447400123456")).ShouldBeDone();

        var listed = (await ListAsync("--json")).Json;
        listed.EnumerateArray().Select(token => token.GetProperty("sender").GetString()).Should().Equal("917000782082,447400123456", "917000782082");
    }

    [Fact]
    public async Task A_token_of_another_person_of_the_customer_is_theirs()
    {
        var user = await _operator.NewAsync("userUid", "users", "create", "--customer", _customer, "--name", "Second");

        (await CreateAsync("--user", user)).ShouldBeDone();

        (await ListAsync("--json")).Json[0].GetProperty("userUid").GetString().Should().Be(user);
    }

    [Fact]
    public async Task Revoking_is_listed_and_may_be_said_twice()
    {
        var uid = await _operator.NewAsync("tokenUid", "tokens", "create", "--customer", _customer);

        (await _operator.RunAsync("tokens", "revoke", uid)).ShouldBeDone();
        var first = (await ListAsync("--json")).Json[0];
        (await _operator.RunAsync("tokens", "revoke", uid)).ShouldBeDone();
        var second = (await ListAsync("--json")).Json[0];

        first.GetProperty("status").GetString().Should().Be("REVOKED");
        second.GetProperty("revokedAt").GetString().Should().Be(first.GetProperty("revokedAt").GetString());
    }

    [Fact]
    public async Task What_can_not_be_is_told_with_what_to_do()
    {
        var others = await _operator.NewAsync("userUid", "customers", "create", "--name", "Other");

        var runs = await Task.WhenAll(
            CreateAsync("--expires", "soon"),
            CreateAsync("--expires", "2020-01-01"),
            CreateAsync("--scope", "specific_number"),
            CreateAsync("--scope", "specific_number", "--sender", "917000782082,447400123456"),
            CreateAsync("--scope", "everything"),
            CreateAsync("--sender", "917000782082"),
            CreateAsync("--scope", "selected_number", "--sender", "Asha"),
            CreateAsync("--user", others),
            CreateAsync("--user", ""),
            CreateAsync("--name", " "),
            _operator.RunAsync("tokens", "create", "--customer", "cus_none"),
            _operator.RunAsync("tokens", "revoke", "w91_live_secret"),
            _operator.RunAsync("tokens", "create"));

        runs[0].ShouldBeRefused(2, "1w, 1m, 3m, 6m, 1y, never");
        runs[1].ShouldBeRefused(2, "is past", "later date");
        runs[2].ShouldBeRefused(2, "--sender 917000782082");
        runs[3].ShouldBeRefused(2, "selected_number");
        runs[4].ShouldBeRefused(2, "global, selected_number or specific_number");
        runs[5].ShouldBeRefused(2, "Leave --sender out");
        runs[6].ShouldBeRefused(2, "country code");
        runs[7].ShouldBeRefused(1, "users list --customer " + _customer);
        runs[8].ShouldBeRefused(2, "Leave it out");
        runs[9].ShouldBeRefused(2, "may not be blank");
        runs[10].ShouldBeRefused(1, "no customer cus_none");
        runs[11].ShouldBeRefused(1, "tok_").Errors.Should().NotContain("w91_live_secret", "it may be a token");
        runs[12].ShouldBeRefused(2, "--customer", "--help");
    }

    private Task<Running.Ended> CreateAsync(params string[] args) => _operator.RunAsync(["tokens", "create", "--customer", _customer, .. args]);

    private Task<Running.Ended> ListAsync(params string[] args) => _operator.RunAsync(["tokens", "list", "--customer", _customer, .. args]);
}
