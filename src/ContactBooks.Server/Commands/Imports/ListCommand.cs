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
        var imports = await WholeList.ReadAsync<Import, ImportCursor>(
            slice => store.Imports.ListAsync(found.Customer.Id, found.Book.Id, slice));
        if (given.GetValue(_json))
        {
            JsonResult.Write(imports.Select(import => ImportJson.Of(import, TimeProvider.System.GetUtcNow())));
        }
        else
        {
            HumanResult.Table(
                "There are no imports into this book. `contactbooks contacts import` makes one.",
                ["Import", "File", "State", "Rows", "Created", "Updated", "Skipped", "Invalid", "Suppressed", "Warnings", "Made"],
                [.. imports.Select(Row)]);
        }

        return ExitCode.Done;
    }

    private static string?[] Row(Import import) =>
    [
        import.Uid, import.FileName, import.State.ToString().ToLowerInvariant(),
        Number(import.Counts.Read), Number(import.Counts.Created), Number(import.Counts.Updated), Number(import.Counts.Skipped), Number(import.Counts.Invalid),
        Number(import.Counts.Suppressed), Number(import.Counts.Warnings),
        HumanResult.Time(import.CreatedAt),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
