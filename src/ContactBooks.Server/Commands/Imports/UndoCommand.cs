using System.CommandLine;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Uploads;

namespace ContactBooks.Server.Commands.Imports;

/// <summary><c>imports undo</c></summary>
internal sealed class UndoCommand : OperatorCommand
{
    private readonly Argument<string> _import = SharedImportOptions.Import();
    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public UndoCommand()
        : base(
            "undo",
            "Takes an import back: what it created goes, what it changed gets its former values, but for contacts that were edited since. " +
            "Interrupted, it goes on when a server runs or this is run again; undone twice nothing happens.",
            "contactbooks imports undo imp_01j… --book grp_01j…")
    {
        AddAll(_import, _book, _customer, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var import = await store.RequireImportAsync(found, given.GetRequiredValue(_import));
        var change = await store.History.FindAsync(found.Customer.Id, import.Uid, TimeProvider.System.GetUtcNow())
            ?? throw CommandException.Failure($"{import.Uid} can't be undone: it was too long ago, or wasn't recorded.");
        return await UploadUndo.RunAsync(store, new FoundUpload(found.Customer.Id, change), given.GetValue(_json), cancellation);
    }
}
