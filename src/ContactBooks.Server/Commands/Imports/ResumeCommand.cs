using System.CommandLine;
using ContactBooks.Server.Commands.Books;

namespace ContactBooks.Server.Commands.Imports;

/// <summary><c>imports resume</c></summary>
internal sealed class ResumeCommand : OperatorCommand
{
    private readonly Argument<string> _import = SharedImportOptions.Import();
    private readonly Option<string> _book = SharedOptions.Book();
    private readonly Option<string?> _customer = SharedOptions.CustomerOfBook();
    private readonly Option<string?> _rejects = SharedImportOptions.Rejects();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ResumeCommand()
        : base(
            "resume",
            "Goes on with an import that was interrupted, or follows one that a server works on, to its end. Ends as `contacts import` does.",
            "contactbooks imports resume imp_01j… --book grp_01j…")
    {
        AddAll(_import, _book, _customer, _rejects, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        using var interruption = new Interruption();
        await using var store = await given.OpenStoreAsync();
        var found = await store.RequireBookAsync(given.GetRequiredValue(_book), given.GetValue(_customer));
        var import = await store.RequireImportAsync(found, given.GetRequiredValue(_import));
        return await ImportFollowing.FollowAsync(
            store, given.ReadSettings(), found, import, given.GetValue(_rejects), given.GetValue(_json), interruption.Token);
    }
}
