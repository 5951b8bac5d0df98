using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Server.Api.Wire;

/// <summary>Contacts that something is done with.</summary>
public sealed record ContactUidsJson
{
    /// <summary>1 to 1000 identifiers of contacts.</summary>
    [Length(1, TidyingRequest.MaxContacts)]
    public required IReadOnlyList<string> ContactUids { get; init; }
}

/// <summary>Contacts that are moved to another book.</summary>
public sealed record ContactMoveJson
{
    /// <summary>1 to 1000 identifiers of contacts.</summary>
    [Length(1, TidyingRequest.MaxContacts)]
    public required IReadOnlyList<string> ContactUids { get; init; }

    /// <summary>The book that they are moved to.</summary>
    [WireText(Example = "grp_abc")]
    public required string To { get; init; }
}

/// <summary>What became of contacts.</summary>
/// <param name="Summary">All of them in numbers.</param>
/// <param name="Results">One entry for each contact, in the order of the request.</param>
/// <param name="DryRun">True where the answer is only predicted; else absent.</param>
public sealed record TidyingData(
    TidyingSummaryJson Summary,
    IReadOnlyList<TidiedContactJson> Results,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? DryRun = null);

/// <summary>What became of contacts, in numbers. The last five add up to the first.</summary>
/// <param name="Total">Contacts that the request names.</param>
/// <param name="Removed">Contacts that left books, and are in others still.</param>
/// <param name="Moved">Contacts that are in the other book now.</param>
/// <param name="Deleted">Contacts that are gone.</param>
/// <param name="Unchanged">Contacts that were as they are to be.</param>
/// <param name="NotFound">Identifiers that no contact has, or none in that book.</param>
public sealed record TidyingSummaryJson(int Total, int Removed, int Moved, int Deleted, int Unchanged, int NotFound);

/// <summary>What became of a contact.</summary>
/// <param name="ContactUid">Its identifier, as it was sent.</param>
/// <param name="Status">REMOVED, MOVED, DELETED, UNCHANGED or NOT_FOUND.</param>
public sealed record TidiedContactJson(
    [property: WireText(Example = "ct_existing")] string ContactUid,
    [property: WireText("REMOVED", "MOVED", "DELETED", "UNCHANGED", "NOT_FOUND")] string Status);

/// <summary>A part of the contacts that are in several books.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Contacts">The contacts, each with its groups, the oldest membership first.</param>
/// <param name="Items">The same list again, for generic clients.</param>
/// <param name="Pagination">Where in the list this part stands.</param>
public sealed record SeveralBooksData(
    long Total, IReadOnlyList<ContactJson> Contacts, IReadOnlyList<ContactJson> Items, PaginationJson Pagination);
