using System.CommandLine;
using System.Globalization;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.History;

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
        if (!import.HasEnded)
        {
            throw CommandException.Failure(
                $"{import.Uid} is still under way. Cancel it first: `contactbooks imports cancel {import.Uid} --book {found.Book.Uid}`.");
        }

        var change = await ProgressBar.ShowAsync("Undoing", advance => UndoAsync(store, found, import.Uid, advance, cancellation));
        if (given.GetValue(_json))
        {
            JsonResult.Write(UploadJson.Of(change));
        }
        else
        {
            HumanResult.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Undone {import.FileName ?? import.Uid}: {change.Undone.Removed:N0} removed, {change.Undone.Restored:N0} restored, ")
                + string.Create(CultureInfo.InvariantCulture, $"{change.Undone.Unlinked:N0} unlinked, {change.Undone.Kept:N0} kept since they were edited."));
        }

        return ExitCode.Done;
    }

    private static async Task<Change> UndoAsync(IStore store, FoundBook found, string importUid, Action<long, long> advance, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var change = await store.History.BeginUndoAsync(found.Customer.Id, importUid, default, now, now + ChangeRunner.LeaseTime);
        while (change is { State: ChangeState.Undoing })
        {
            advance(Sum(change.Undone), change.Counts.Created + change.Counts.Changed + change.Counts.Linked);
            now = TimeProvider.System.GetUtcNow();
            change = await store.History.ContinueAsync(found.Customer.Id, importUid, now, now + ChangeRunner.LeaseTime, cancellation);
        }

        return change ?? throw CommandException.Failure($"{importUid} can't be undone: it was too long ago, or wasn't recorded.");
    }

    private static long Sum(UndoCounts undone) => undone.Removed + undone.Restored + undone.Unlinked + undone.Kept;
}
