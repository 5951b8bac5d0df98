using System.CommandLine;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Tokens;

/// <summary><c>tokens revoke</c></summary>
internal sealed class RevokeCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid("TOKEN_UID", "The token's record, tok_…; not the token itself.");

    /// <summary>The command.</summary>
    public RevokeCommand()
        : base("revoke", "Makes a token invalid for good, on running servers within a second.", "contactbooks tokens revoke tok_01j…")
    {
        AddAll(_uid);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var uid = given.GetRequiredValue(_uid);
        await using var store = await given.OpenStoreAsync();
        if (!await store.Directory.RevokeTokenAsync(uid, TimeProvider.System.GetUtcNow()))
        {
            // The identifier may be a token pasted by mistake, which is not to be repeated anywhere.
            throw CommandException.Failure("There is no such token. Give its record, tok_…, as `contactbooks tokens list --customer CUSTOMER_UID` shows it.");
        }

        HumanResult.Line($"{uid} is revoked.");
        return ExitCode.Done;
    }
}
