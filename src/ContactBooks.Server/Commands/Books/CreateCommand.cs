using System.CommandLine;
using ContactBooks.Core.Books;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Books;

/// <summary><c>books create</c></summary>
internal sealed class CreateCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<string> _name = new("--name") { Description = "Its name, to 100 characters.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _description = new("--description") { Description = "What is in it, to 500 characters.", HelpName = "TEXT" };
    private readonly Option<string?> _color = new("--color") { Description = "#rgb or #rrggbb.", HelpName = "COLOR" };

    private readonly Option<string?> _uid = new("--uid")
    {
        Description = "An identifier that clients already hold, grp_…. Default: a new one.",
        HelpName = "BOOK_UID",
    };

    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CreateCommand()
        : base(
            "create",
            "Makes an empty book.",
            "contactbooks books create --customer cus_01j… --name 'Retail Leads'",
            "contactbooks books create --customer cus_01j… --name 'Retail Leads' --color '#0f62fe' --uid grp_abc --json")
    {
        AddAll(_customer, _name, _description, _color, _uid, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = ReadRequest(given);
        var book = new NewBook(ReadUid(given.GetValue(_uid)) ?? PublicUid.New(PublicUid.Book, now), request.Name, request.Description, request.Color);

        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        if (await store.Books.FindAsync(customer.Id, book.Uid) is not null)
        {
            throw CommandException.Failure($"The customer {customer.Uid} has a book {book.Uid} already. Give another identifier with --uid, or leave it out.");
        }

        var made = (await store.Books.CreateAsync(customer.Id, book, now, keep: null, cancellation)).Value ?? throw CommandException.Failure(
            $"The customer {customer.Uid} had a book {book.Uid}, which was deleted and can come back. Give another identifier with --uid, or leave it out.");
        if (given.GetValue(_json))
        {
            JsonResult.Write(BookJson.Of(made));
        }
        else
        {
            HumanResult.Fields(("Book", made.Uid), ("Name", made.Name));
        }

        return ExitCode.Done;
    }

    private static string? ReadUid(string? text) => text is null || PublicUid.IsWellFormed(PublicUid.Book, text)
        ? text
        : throw CommandException.Usage($"--uid \"{text}\" is no book's identifier: those are grp_ and 1 to 60 of A-Z a-z 0-9 _ -.");

    // The rules of the API's own create.
    private BookRequest ReadRequest(ParseResult given)
    {
        var faults = new RequestFaults();
        return BookRequestReader.Check(Raw(given.GetValue(_name)), Raw(given.GetValue(_description)), Raw(given.GetValue(_color)), faults)
            ?? throw CommandException.Usage(string.Join(Environment.NewLine, faults.All.Select(fault => $"--{fault.Path}: {fault.Message}")));
    }

    private static RawText Raw(string? text) => text is null ? default : RawText.Of(text);
}
