using System.CommandLine;
using System.Globalization;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Imports;

/// <summary><c>imports list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private const int PageSize = 1000;

    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base("list", "Lists the imports into a book, the newest first.", "contactbooks imports list --book grp_01j…")
    {
        AddAll(_book, _customer, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var imports = await AllAsync(store, found);
        if (given.GetValue(_json))
        {
            JsonResult.Write(imports.Select(import => ImportJson.Of(import, TimeProvider.System.GetUtcNow())));
        }
        else
        {
            HumanResult.Table(
                "There are no imports into this book. `contactbooks contacts import` makes one.",
                ["Import", "File", "State", "Rows", "Created", "Updated", "Skipped", "Invalid", "Made"],
                [.. imports.Select(Row)]);
        }

        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<Import>> AllAsync(IStore store, FoundBook found)
    {
        var imports = new List<Import>();
        ImportCursor? after = null;
        do
        {
            var page = await store.Imports.ListAsync(found.Customer.Id, found.Book.Id, new Slice<ImportCursor>(0, PageSize, after));
            imports.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return imports;
    }

    private static string?[] Row(Import import) =>
    [
        import.Uid, import.FileName, import.State.ToString().ToLowerInvariant(),
        Number(import.Counts.Read), Number(import.Counts.Created), Number(import.Counts.Updated), Number(import.Counts.Skipped), Number(import.Counts.Invalid),
        HumanResult.Time(import.CreatedAt),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
