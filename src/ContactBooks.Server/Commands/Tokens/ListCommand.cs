using System.CommandLine;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Tokens;

/// <summary><c>tokens list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base("list", "Lists a customer's tokens, the newest first; never the tokens themselves.", "contactbooks tokens list --customer cus_01j…")
    {
        AddAll(_customer, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        var tokens = await store.Directory.ListTokensAsync(customer.Id);
        var now = TimeProvider.System.GetUtcNow();
        if (given.GetValue(_json))
        {
            JsonResult.Write(tokens.Select(token => new
            {
                TokenUid = token.Uid,
                token.CustomerUid,
                token.UserUid,
                token.Name,
                Scope = TokenScopeName.Format(token.Scope),
                token.Sender,
                token.LastFour,
                Status = TokenStatus.Of(token, now),
                ExpiresAt = JsonResult.Time(token.ExpiresAt),
                CreatedAt = JsonResult.Time(token.CreatedAt),
                LastUsedAt = JsonResult.Time(token.LastUsedAt),
                RevokedAt = JsonResult.Time(token.RevokedAt),
            }));
        }
        else
        {
            HumanResult.Table(
                $"This customer has no tokens. `contactbooks tokens create --customer {customer.Uid}` makes one.",
                ["Record", "Name", "Ends in", "Scope", "Status", "Expires", "Last used"],
                [.. tokens.Select(token => new[]
                {
                    token.Uid,
                    token.Name,
                    token.LastFour,
                    TokenScopeName.Format(token.Scope),
                    TokenStatus.Of(token, now).ToLowerInvariant(),
                    HumanResult.Time(token.ExpiresAt, "never"),
                    HumanResult.Time(token.LastUsedAt, "never"),
                })]);
        }

        return ExitCode.Done;
    }
}
