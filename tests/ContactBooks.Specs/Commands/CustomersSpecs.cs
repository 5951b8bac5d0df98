using System.Text.Json;

namespace ContactBooks.Specs.Commands;

public sealed class CustomersSpecs : IDisposable
{
    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task Creating_prints_the_customer_and_its_first_user_as_json()
    {
        var ended = await _operator.RunAsync("customers", "create", "--name", "Acme Retail", "--country-code", "+91", "--json");

        ended.ShouldBeDone().Errors.Should().BeEmpty();
        ended.Output.Should().MatchRegex(@"\A\{""customerUid"":""cus_[0-9a-z]{26}"",""userUid"":""usr_[0-9a-z]{26}""\}\n\z");
    }

    [Fact]
    public async Task Creating_tells_a_person_the_identifiers_on_output_and_the_next_step_beside_it()
    {
        var ended = (await _operator.RunAsync("customers", "create", "--name", "Acme")).ShouldBeDone();

        ended.Output.Should().MatchRegex(@"\ACustomer +cus_\w+\nFirst user +usr_\w+\n\z");
        ended.Errors.Should().Contain("tokens create --customer cus_");
    }

    [Fact]
    public async Task What_is_created_is_listed_and_shown()
    {
        var first = await _operator.NewAsync("customerUid", "customers", "create", "--name", "  Ünïcode राम @x  ", "--country-code", "0091");
        var second = await _operator.NewAsync("customerUid", "customers", "create", "--name", "Second", "--features", "");

        var runs = await Task.WhenAll(
            _operator.RunAsync("customers", "list", "--json"),
            _operator.RunAsync("customers", "list"),
            _operator.RunAsync("customers", "show", first, "--json"),
            _operator.RunAsync("customers", "show", second));

        var listed = runs[0].ShouldBeDone().Json;
        listed.EnumerateArray().Select(one => one.GetProperty("customerUid").GetString()).Should().Equal(first, second);
        listed[0].GetProperty("name").GetString().Should().Be("Ünïcode राम @x");
        listed[0].GetProperty("countryCode").GetString().Should().Be("91");
        listed[0].GetProperty("features")[0].GetString().Should().Be("contacts");
        listed[0].GetProperty("status").GetString().Should().Be("ACTIVE");
        listed[1].GetProperty("features").GetArrayLength().Should().Be(0);
        listed[1].GetProperty("countryCode").ValueKind.Should().Be(JsonValueKind.Null);

        runs[1].ShouldBeDone().Output.Split('\n').Should().HaveCount(4).And.Contain(line => line.StartsWith(first, StringComparison.Ordinal));
        runs[1].Output.Should().NotContain("\u001b", "a pipe wants no colours");
        runs[2].ShouldBeDone().Json.GetProperty("userCount").GetInt32().Should().Be(1);
        runs[3].ShouldBeDone().Output.Should().MatchRegex("Features +none").And.Contain("1 user, 0 tokens, 0 books");
    }

    [Fact]
    public async Task Features_and_activity_can_be_changed_both_ways()
    {
        var uid = await _operator.NewCustomerAsync();

        (await _operator.RunAsync("customers", "features", "set", uid, "--features", "")).ShouldBeDone().Output.Should().Contain("no features");
        (await _operator.RunAsync("customers", "deactivate", uid)).ShouldBeDone();
        var off = (await _operator.RunAsync("customers", "show", uid, "--json")).Json;
        (await _operator.RunAsync("customers", "features", "set", uid, "--features", "contacts")).ShouldBeDone();
        (await _operator.RunAsync("customers", "activate", uid)).ShouldBeDone();
        var on = (await _operator.RunAsync("customers", "show", uid, "--json")).Json;

        off.GetProperty("features").GetArrayLength().Should().Be(0);
        off.GetProperty("status").GetString().Should().Be("INACTIVE");
        on.GetProperty("features").GetArrayLength().Should().Be(1);
        on.GetProperty("status").GetString().Should().Be("ACTIVE");
    }

    [Theory]
    [InlineData("Give a comma list", "--features", "contacts,nope")]
    [InlineData("There is: contacts", "--features", "nope")]
    [InlineData("such as 91", "--country-code", "999")]
    [InlineData("may not be blank", "--name", "  ")]
    [InlineData("control character", "--name", "a\u0007b")]
    [InlineData("no command", "frob")]
    public async Task A_wrong_value_is_told_with_what_to_do(string words, params string[] args)
    {
        string[] name = args[0] == "--name" ? [] : ["--name", "Acme"];
        string[] verb = args[0] == "frob" ? [] : ["create", .. name];

        (await _operator.RunAsync(["customers", .. verb, .. args])).ShouldBeRefused(2, words);
        Directory.Exists(_operator.Data).Should().BeFalse("nothing is made for a wrong command");
    }

    [Fact]
    public async Task A_customer_that_is_not_there_is_a_failure()
    {
        await _operator.NewCustomerAsync();

        var runs = await Task.WhenAll(
            _operator.RunAsync("customers", "show", "cus_none"),
            _operator.RunAsync("customers", "deactivate", "cus_none"),
            _operator.RunAsync("customers", "features", "set", "cus_none", "--features", ""));

        foreach (var run in runs)
        {
            run.ShouldBeRefused(1, "no customer cus_none", "customers list");
        }
    }

    [Fact]
    public async Task Listing_makes_no_database_where_there_is_none()
    {
        (await _operator.RunAsync("customers", "list")).ShouldBeRefused(1, "no database", "--data");

        Directory.Exists(_operator.Data).Should().BeFalse();
    }
}
