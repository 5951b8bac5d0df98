using System.CommandLine;
using ContactBooks.Core.Imports;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Imports;

/// <summary><c>imports cancel</c></summary>
internal sealed class CancelCommand : OperatorCommand
{
    private readonly Argument<string> _import = SharedImportOptions.Import();
    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CancelCommand()
        : base("cancel", "Stops an import for good. What went in stays.", "contactbooks imports cancel imp_01j… --book grp_01j…")
    {
        AddAll(_import, _book, _customer, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var asked = await store.RequireImportAsync(found, given.GetRequiredValue(_import));
        if (asked.HasEnded && asked.State != ImportState.Cancelled)
        {
            throw CommandException.Failure(
                $"{asked.Uid} has ended already: {asked.State.ToString().ToLowerInvariant()}, {ImportReport.Counts(asked.Counts)}.");
        }

        var import = await store.Imports.CancelAsync(found.Customer.Id, found.Book.Id, asked.Uid, TimeProvider.System.GetUtcNow()) ?? asked;
        if (given.GetValue(_json))
        {
            JsonResult.Write(ImportJson.Of(import, TimeProvider.System.GetUtcNow()));
        }
        else
        {
            HumanResult.Line(import.HasEnded
                ? $"Cancelled {import.Uid}: {ImportReport.Counts(import.Counts)}."
                : $"{import.Uid} ends after the rows at hand.");
        }

        return ExitCode.Done;
    }
}
