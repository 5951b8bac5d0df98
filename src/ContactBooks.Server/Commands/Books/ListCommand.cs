using System.CommandLine;
using ContactBooks.Core.Books;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Books;

/// <summary><c>books list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base("list", "Lists a customer's books, the newest first.", "contactbooks books list --customer cus_01j…")
    {
        AddAll(_customer, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        var books = await store.Books.ListAllAsync(customer.Id);
        if (given.GetValue(_json))
        {
            JsonResult.Write(books.Select(BookJson.Of));
        }
        else
        {
            HumanResult.Table(
                "This customer has no books. `contactbooks books create` makes one.",
                ["Book", "Name", "Contacts", "Status", "Created"],
                [.. books.Select(book => new[]
                {
                    book.Uid,
                    book.Name,
                    book.ContactCount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
                    HumanResult.Status(book.Status == BookStatus.Active),
                    HumanResult.Time(book.CreatedAt),
                })]);
        }

        return ExitCode.Done;
    }
}
