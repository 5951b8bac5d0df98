using ContactBooks.Core.Customers;
using ContactBooks.Storage.Sqlite;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Commands;

public sealed class UsersSpecs : IDisposable
{
    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task A_person_is_created_listed_switched_off_and_on()
    {
        var customer = await _operator.NewCustomerAsync();
        var created = await _operator.RunAsync("users", "create", "--customer", customer, "--name", "Asha Rao", "--email", "asha@example.com", "--json");
        var user = created.ShouldBeDone().Json.GetProperty("userUid").GetString()!;

        (await _operator.RunAsync("users", "deactivate", user)).ShouldBeDone();
        var off = (await _operator.RunAsync("users", "list", "--customer", customer, "--json")).ShouldBeDone().Json;
        (await _operator.RunAsync("users", "activate", user)).ShouldBeDone();
        var people = (await _operator.RunAsync("users", "list", "--customer", customer)).ShouldBeDone().Output;

        off.GetArrayLength().Should().Be(2, "a customer has a first user");
        off[0].GetProperty("role").GetString().Should().Be("owner");
        off[1].GetProperty("email").GetString().Should().Be("asha@example.com");
        off[1].GetProperty("status").GetString().Should().Be("INACTIVE");
        off[1].GetProperty("hasPassword").GetBoolean().Should().BeFalse();
        people.Should().MatchRegex($"{user} +Asha Rao +asha@example.com +member +not set +active");
    }

    [Fact]
    public async Task A_password_is_read_from_standard_input_and_kept_as_a_hash()
    {
        const string Password = "correct hörse  battery";
        await _operator.NewCustomerAsync();
        var user = await _operator.NewAsync("userUid", "customers", "create", "--name", "Other");

        var ended = await _operator.RunWithInputAsync(Password + "\n", "users", "set-password", user);

        ended.ShouldBeDone().Output.Should().Contain(user).And.NotContain(Password);
        var hash = HashOf(user);
        hash.Should().NotContain(Password);
        new PasswordHasher<User>().VerifyHashedPassword(null!, hash, Password).Should().NotBe(PasswordVerificationResult.Failed);
        new PasswordHasher<User>().VerifyHashedPassword(null!, hash, Password + "\n").Should().Be(PasswordVerificationResult.Failed);
    }

    [Fact]
    public async Task What_can_not_be_is_told_with_what_to_do()
    {
        var customer = await _operator.NewCustomerAsync();
        var user = await _operator.NewAsync("userUid", "users", "create", "--customer", customer, "--name", "A", "--email", "a@example.com");

        var runs = await Task.WhenAll(
            _operator.RunAsync("users", "create", "--customer", customer, "--name", "B", "--email", "b@example"),
            _operator.RunAsync("users", "create", "--customer", customer, "--name", "B", "--email", "A@example.com"),
            _operator.RunAsync("users", "create", "--customer", "cus_none", "--name", "B"),
            _operator.RunAsync("users", "deactivate", "usr_none"),
            _operator.RunWithInputAsync("long enough", "users", "set-password", "usr_none"),
            _operator.RunWithInputAsync("short\n", "users", "set-password", user),
            _operator.RunWithInputAsync("", "users", "set-password", user),
            _operator.RunAsync("users", "create", "--customer", customer, "--name", "B", "--role", "operator"));

        runs[0].ShouldBeRefused(2, "no email address");
        runs[1].ShouldBeRefused(1, user, "another with --email");
        runs[2].ShouldBeRefused(1, "no customer cus_none");
        runs[3].ShouldBeRefused(1, "no user usr_none");
        runs[4].ShouldBeRefused(1, "no user usr_none");
        runs[5].ShouldBeRefused(2, "8 to 256 characters");
        runs[6].ShouldBeRefused(2, "Standard input has no password");
        runs[7].ShouldBeRefused(2, "owner or member");
    }

    private string HashOf(string user)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_operator.Data, SqliteStore.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select password_hash from users where user_uid = $user";
        command.Parameters.AddWithValue("$user", user);
        return (string)command.ExecuteScalar()!;
    }
}
