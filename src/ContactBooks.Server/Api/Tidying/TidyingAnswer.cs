using ContactBooks.Core.Identity;
using ContactBooks.Core.Tidying;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Tidying;

/// <summary>The contacts that a request names, each once for the store and in the request's order for its answer.</summary>
internal sealed class TidyingAnswer(IReadOnlyList<string> names)
{
    private readonly ContactUid?[] _uids = [.. names.Select(name => ContactUid.TryParse(name, out var uid) ? uid : default(ContactUid?))];

    /// <summary>The contacts; a name that can be none is left out.</summary>
    public IReadOnlyList<ContactUid> Contacts => [.. _uids.OfType<ContactUid>().Distinct()];

    /// <summary>The answer's data.</summary>
    public TidyingData Of(TidyingOutcome outcome, bool isDryRun)
    {
        var became = outcome.Contacts.ToDictionary(contact => contact.Uid, contact => contact.As);
        var all = Array.ConvertAll(_uids, uid => uid is { } known ? became[known] : TidiedAs.NotFound);
        int Count(TidiedAs what) => all.Count(one => one == what);
        return new TidyingData(
            new TidyingSummaryJson(
                all.Length,
                Count(TidiedAs.Removed),
                Count(TidiedAs.Moved),
                Count(TidiedAs.Deleted),
                Count(TidiedAs.Unchanged),
                Count(TidiedAs.NotFound)),
            [.. names.Zip(all, (name, what) => new TidiedContactJson(name, NameOf(what)))],
            isDryRun ? true : null);
    }

    private static string NameOf(TidiedAs what) => what == TidiedAs.NotFound ? "NOT_FOUND" : what.ToString().ToUpperInvariant();
}
