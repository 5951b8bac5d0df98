using System.CommandLine;
using System.Globalization;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Books;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Imports;

/// <summary><c>imports show</c></summary>
internal sealed class ShowCommand : OperatorCommand
{
    private readonly Argument<string> _import = SharedImportOptions.Import();
    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<string?> _rejects = SharedImportOptions.Rejects();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ShowCommand()
        : base(
            "show",
            "Shows how an import stands, and gives its refused rows.",
            "contactbooks imports show imp_01j… --book grp_01j…",
            "contactbooks imports show imp_01j… --book grp_01j… --rejects refused.csv --json")
    {
        AddAll(_import, _book, _customer, _rejects, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var import = await store.RequireImportAsync(found, given.GetRequiredValue(_import));
        if (given.GetValue(_json))
        {
            JsonResult.Write(ImportJson.Of(import, TimeProvider.System.GetUtcNow()));
        }
        else
        {
            HumanResult.Fields(
                ("Import", import.Uid),
                ("File", import.FileName),
                ("Size", HumanResult.Bytes(import.FileBytes)),
                ("State", import.State.ToString().ToLowerInvariant()),
                ("Rows", $"{Number(import.Counts.Read)} of {(import.TotalRows is { } total ? Number(total) : "?")}"),
                ("Results", ImportReport.Counts(import.Counts)),
                ("Failure", import.Fault?.Message),
                ("Made", HumanResult.Time(import.CreatedAt)),
                ("Ended", HumanResult.Time(import.EndedAt, "")));
        }

        if (given.GetValue(_rejects) is { } file)
        {
            await ImportReport.WriteRejectsAsync(store, found, import, file);
        }

        return ExitCode.Done;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
