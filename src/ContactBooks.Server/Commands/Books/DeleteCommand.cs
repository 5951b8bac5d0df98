using System.CommandLine;
using System.Globalization;
using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Commands.Books;

/// <summary><c>books delete</c></summary>
internal sealed class DeleteCommand : OperatorCommand
{
    private readonly Argument<string> _book = SharedOptions.Uid("book", "The book, grp_….");
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be deleted, and delete nothing." };
    private readonly Option<bool> _force = new("--force") { Description = "Delete it even where that can't be undone, with CONTACTBOOKS__UNDODAYS at 0." };
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public DeleteCommand()
        : base(
            "delete",
            "Deletes a book with its contacts, but for those that are in other books too. It can be undone, by uploads undo, for as long as " +
            "the setting UndoDays says. Interrupted, it goes on when a server runs.",
            "contactbooks books delete grp_01j… --dry-run",
            "contactbooks books delete grp_01j…")
    {
        AddAll(_book, _customer, _dryRun, _force, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var settings = given.ReadSettings();
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var outlook = await store.Books.PredictDeletionAsync(found.Customer.Id, found.Book.Id)
            ?? throw CommandException.Failure($"{found.Book.Uid} was deleted meanwhile.");
        if (given.GetValue(_dryRun))
        {
            Tell(given, BookDeletionData.Of(outlook), $"{found.Book.Name} would be deleted", outlook);
            return ExitCode.Done;
        }

        if (settings.Server.UndoDays == 0 && !given.GetValue(_force))
        {
            throw CommandException.Failure($"{found.Book.Name} could not be brought back: undoing is off. Give --force to delete it all the same.");
        }

        var change = await ProgressBar.ShowAsync(
            "Deleting", advance => DeleteAsync(store, found, new ChangeNotes(settings.Server), outlook, advance, cancellation));
        Tell(given, BookDeletionData.Of(change), $"Deleted {found.Book.Name}", outlook);
        return ExitCode.Done;
    }

    private static async Task<Change> DeleteAsync(
        IStore store, FoundBook found, ChangeNotes notes, BookDeletionOutlook outlook, Action<long, long> advance, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var begun = await store.Books.DeleteAsync(found.Customer.Id, found.Book.Id, notes.OfBookDeletion(default, now), now, keep: null, cancellation);
        var change = begun.Value ?? throw CommandException.Failure($"{found.Book.Uid} was deleted meanwhile.");
        while (change.State == ChangeState.Running)
        {
            advance(change.Counts.Unlinked + change.Counts.Deleted, outlook.Contacts);
            now = TimeProvider.System.GetUtcNow();
            change = await store.History.ContinueAsync(found.Customer.Id, change.Uid, now, now + ChangeRunner.LeaseTime, cancellation) ?? change;
        }

        return change;
    }

    private void Tell(ParseResult given, BookDeletionData data, string what, BookDeletionOutlook outlook)
    {
        if (given.GetValue(_json))
        {
            JsonResult.Write(data);
            return;
        }

        HumanResult.Line(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {outlook.Contacts:N0} contacts, {outlook.Deleted:N0} of them in no other book."));
        if (data.Upload is { } upload)
        {
            HumanResult.Fields(("Undo", $"contactbooks uploads undo {upload.UploadUid}"));
        }
    }
}
