using System.CommandLine;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary><c>uploads kept</c></summary>
internal sealed class KeptCommand : OperatorCommand
{
    private readonly Argument<string> _upload = UploadFinding.Argument();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public KeptCommand()
        : base(
            "kept",
            "Lists the contacts that stayed as they are when an upload was undone, since they were edited after it.",
            "contactbooks uploads kept upl_01j…")
    {
        AddAll(_upload, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var (customer, change) = await store.RequireUploadAsync(given.GetRequiredValue(_upload));
        var contacts = await WholeList.ReadAsync<KeptContact, KeptCursor>(
            slice => store.History.ListKeptAsync(customer, change.Uid, slice));
        var kept = contacts.Select(KeptContactJson.Of);
        if (given.GetValue(_json))
        {
            JsonResult.Write(kept);
        }
        else
        {
            HumanResult.Table(
                "None was kept.",
                ["Contact", "Phone", "Reason"],
                [.. kept.Select(contact => new[] { contact.Uid, contact.Phone, contact.Reason })]);
        }

        return ExitCode.Done;
    }
}
