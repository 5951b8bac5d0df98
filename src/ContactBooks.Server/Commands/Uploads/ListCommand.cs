using System.CommandLine;
using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary><c>uploads list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<string?> _book = new("--book")
    {
        Description = "Only what went into this book, or left it.",
        HelpName = "BOOK_UID",
    };

    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base(
            "list",
            "Lists what was uploaded, imported, removed, moved and deleted, the newest first.",
            "contactbooks uploads list --customer cus_01j…",
            "contactbooks uploads list --customer cus_01j… --book grp_01j…")
    {
        AddAll(_customer, _book, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        var book = given.GetValue(_book) is { } uid ? (await store.RequireBookAsync(uid, customer.Uid)).Book.Id : default(BookId?);
        var now = TimeProvider.System.GetUtcNow();
        var changes = await WholeList.ReadAsync<Change, ChangeCursor>(slice => store.History.ListAsync(customer.Id, new ChangeFilter(book), slice, now));
        if (given.GetValue(_json))
        {
            JsonResult.Write(changes.Select(UploadJson.Of));
        }
        else
        {
            HumanResult.Table(
                "There is nothing that could be undone.",
                ["Upload", "Type", "Book", "File", "Contacts", "By", "Made", "State", "Undo until"],
                [.. changes.Select(Row)]);
        }

        return ExitCode.Done;
    }

    private static string?[] Row(Change change) =>
    [
        change.Uid, UploadJson.NameOf(change.Kind).ToLowerInvariant(), change.BookUid, change.FileName, UploadReport.Effect(change.Counts),
        UploadReport.By(change.By), HumanResult.Time(change.CreatedAt), change.State.ToString().ToLowerInvariant(),
        HumanResult.Time(change.UndoUntil),
    ];
}
