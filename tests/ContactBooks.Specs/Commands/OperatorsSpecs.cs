using System.Text.Json;

namespace ContactBooks.Specs.Commands;

public sealed class OperatorsSpecs : IDisposable
{
    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task An_operator_is_created_given_a_password_listed_switched_off_and_on()
    {
        var created = (await _operator.RunAsync("operators", "create", "--name", "Asha Rao", "--email", "asha@example.com")).ShouldBeDone();
        var uid = (await ListAsync())[0].GetProperty("operatorUid").GetString()!;
        created.Output.Should().Contain(uid);
        created.Errors.Should().Contain($"contactbooks operators set-password {uid}");

        (await _operator.RunWithInputAsync("correct hörse  battery\n", "operators", "set-password", uid)).ShouldBeDone();
        (await _operator.RunAsync("operators", "deactivate", uid)).ShouldBeRefused(1, "last operator who can sign in", "operators create");
        var second = await _operator.NewAsync("operatorUid", "operators", "create", "--name", "Ravi", "--email", "ravi@example.com");
        (await _operator.RunWithInputAsync("long enough\n", "operators", "set-password", second)).ShouldBeDone();
        (await _operator.RunAsync("operators", "deactivate", uid)).ShouldBeDone();
        var off = (await ListAsync())[0];
        (await _operator.RunAsync("operators", "activate", uid)).ShouldBeDone();
        var people = (await _operator.RunAsync("operators", "list")).ShouldBeDone().Output;

        (off.GetProperty("hasPassword").GetBoolean(), off.GetProperty("status").GetString()).Should().Be((true, "INACTIVE"));
        people.Should().MatchRegex($"{uid} +Asha Rao +asha@example.com +set +active");
    }

    [Fact]
    public async Task What_can_not_be_is_told_with_what_to_do()
    {
        var uid = await _operator.NewAsync("operatorUid", "operators", "create", "--name", "A", "--email", "a@example.com");
        var user = await _operator.NewAsync("userUid", "customers", "create", "--name", "Acme");

        var runs = await Task.WhenAll(
            _operator.RunAsync("operators", "create", "--name", "B", "--email", "A@example.com"),
            _operator.RunAsync("operators", "create", "--name", "B", "--email", "b@example"),
            _operator.RunAsync("operators", "deactivate", "opr_none"),
            _operator.RunWithInputAsync("long enough\n", "operators", "set-password", user),
            _operator.RunWithInputAsync("long enough\n", "users", "set-password", uid));

        runs[0].ShouldBeRefused(1, uid, "another with --email");
        runs[1].ShouldBeRefused(2, "no email address");
        runs[2].ShouldBeRefused(1, "no operator opr_none", "operators list");
        runs[3].ShouldBeRefused(1, $"no operator {user}");
        runs[4].ShouldBeRefused(1, $"no user {uid}");
    }

    private async Task<JsonElement> ListAsync() => (await _operator.RunAsync("operators", "list", "--json")).ShouldBeDone().Json;
}
