using System.CommandLine;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary><c>uploads undo</c></summary>
internal sealed class UndoCommand : OperatorCommand
{
    private readonly Argument<string> _upload = UploadFinding.Argument();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public UndoCommand()
        : base(
            "undo",
            "Takes an upload back: contacts that it created go, those that it changed get their former values, and those that were " +
            "removed, moved or deleted are back, but for contacts that were edited since. Interrupted, it goes on when a server runs or " +
            "this is run again; undone twice nothing happens.",
            "contactbooks uploads undo upl_01j…")
    {
        AddAll(_upload, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireUploadAsync(given.GetRequiredValue(_upload));
        return await UploadUndo.RunAsync(store, found, given.GetValue(_json), cancellation);
    }
}
