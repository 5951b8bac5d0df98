using System.CommandLine;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary><c>uploads show</c></summary>
internal sealed class ShowCommand : OperatorCommand
{
    private readonly Argument<string> _upload = UploadFinding.Argument();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ShowCommand()
        : base("show", "Shows what an upload did, who made it, and whether it was undone.", "contactbooks uploads show upl_01j…")
    {
        AddAll(_upload, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var (_, change) = await store.RequireUploadAsync(given.GetRequiredValue(_upload));
        if (given.GetValue(_json))
        {
            JsonResult.Write(UploadJson.Of(change));
        }
        else
        {
            HumanResult.Fields(
                ("Upload", change.Uid),
                ("Type", UploadJson.NameOf(change.Kind).ToLowerInvariant()),
                ("Book", change.BookUid),
                ("File", change.FileName),
                ("Contacts", UploadReport.Effect(change.Counts)),
                ("By", UploadReport.By(change.By)),
                ("Made", HumanResult.Time(change.CreatedAt)),
                ("State", change.State.ToString().ToLowerInvariant()),
                ("Undo until", HumanResult.Time(change.UndoUntil)),
                ("Undone", change.UndoneBy is null ? null : UploadReport.Undone(change.Undone)),
                ("Undone by", UploadReport.By(change.UndoneBy)),
                ("Undone at", HumanResult.Time(change.UndoneAt, "")));
        }

        return ExitCode.Done;
    }
}
