using ContactBooks.Core.History;

namespace ContactBooks.Server.Api.Wire;

/// <summary>An upload of the history: what it did, and what became of it.</summary>
/// <param name="UploadUid">Its identifier: of an import its importUid, of all else the metadata.uploadUid of its answer.</param>
/// <param name="Uid">The same, for generic clients.</param>
/// <param name="Type">UPLOAD or IMPORT; REMOVAL, MOVE, DELETION or TIDYING of contacts that were there; BOOK_DELETION.</param>
/// <param name="ContactBookUid">The book that it went into, or that contacts left; null if that is no longer there, or there was none. Of a BOOK_DELETION the book that it deleted.</param>
/// <param name="FileName">The name of an import's file, or null.</param>
/// <param name="By">Who made it.</param>
/// <param name="Summary">What it did.</param>
/// <param name="State">DONE, UNDOING or UNDONE; RUNNING while contacts leave a book that was deleted.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UndoUntil">Until when it can be undone, UTC. After that it is forgotten.</param>
/// <param name="Undo">What undoing it did so far; null where it wasn't asked for.</param>
public sealed record UploadJson(
    [property: WireText(Example = "upl_abc")] string UploadUid,
    [property: WireText(Example = "upl_abc")] string Uid,
    [property: WireText("UPLOAD", "IMPORT", "REMOVAL", "MOVE", "DELETION", "TIDYING", "BOOK_DELETION")] string Type,
    [property: WireText(Example = "grp_abc")] string? ContactBookUid,
    string? FileName,
    AuthorJson By,
    UploadEffectJson Summary,
    [property: WireText("RUNNING", "DONE", "UNDOING", "UNDONE")] string State,
    [property: WireText(Format = WireTextAttribute.Time)] string CreatedAt,
    [property: WireText(Format = WireTextAttribute.Time)] string UndoUntil,
    UndoJson? Undo)
{
    internal static UploadJson Of(Change change) => new(
        change.Uid,
        change.Uid,
        NameOf(change.Kind),
        change.BookUid,
        change.FileName,
        AuthorJson.Of(change.By),
        new UploadEffectJson(change.Counts.Created, change.Counts.Changed, change.Counts.Linked, change.Counts.Unlinked, change.Counts.Deleted),
        change.State.ToString().ToUpperInvariant(),
        WireTime.Format(change.CreatedAt),
        WireTime.Format(change.UndoUntil),
        change.UndoneBy is { } by ? UndoJson.Of(change, by) : null);

    internal static string NameOf(ChangeKind kind) => kind == ChangeKind.BookDeletion ? "BOOK_DELETION" : kind.ToString().ToUpperInvariant();
}

/// <summary>Who did something. Names are as they are now.</summary>
/// <param name="TokenUid">The API token, or null.</param>
/// <param name="TokenName">What the token is for, or null.</param>
/// <param name="UserUid">The person, or null.</param>
/// <param name="UserName">The person's name, or null.</param>
public sealed record AuthorJson(string? TokenUid, string? TokenName, string? UserUid, string? UserName)
{
    internal static AuthorJson Of(Author author) => new(author.TokenUid, author.TokenName, author.UserUid, author.UserName);
}

/// <summary>What an upload did, in contacts. One that changed and came into the book counts in both.</summary>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Changed">Contacts that were there and got other values.</param>
/// <param name="Linked">Contacts that were there and came into the book.</param>
/// <param name="Unlinked">Contacts that left books, and are in others still.</param>
/// <param name="Deleted">Contacts that are gone.</param>
public sealed record UploadEffectJson(long Created, long Changed, long Linked, long Unlinked, long Deleted);

/// <summary>What undoing an upload did, in contacts. One that was restored and left the book counts in both.</summary>
/// <param name="Removed">Contacts that the upload had created, and that are gone.</param>
/// <param name="Restored">Contacts that have their former values back, or are back in their books, or are back at all.</param>
/// <param name="Unlinked">Contacts that are no longer in the book.</param>
/// <param name="Kept">Contacts that were edited since, and stay as they are.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="UndoneAt">When all of it was done, UTC; null while it is at work.</param>
public sealed record UndoJson(
    long Removed, long Restored, long Unlinked, long Kept, AuthorJson By, [property: WireText(Format = WireTextAttribute.Time)] string? UndoneAt)
{
    internal static UndoJson Of(Change change, Author by) => new(
        change.Undone.Removed,
        change.Undone.Restored,
        change.Undone.Unlinked,
        change.Undone.Kept,
        AuthorJson.Of(by),
        change.UndoneAt is { } at ? WireTime.Format(at) : null);
}

/// <summary>One upload of the history.</summary>
/// <param name="Upload">The upload.</param>
public sealed record UploadRecordData(UploadJson Upload);

/// <summary>A part of the history.</summary>
/// <param name="Uploads">The uploads, the newest first.</param>
/// <param name="Items">The same list, for generic clients.</param>
/// <param name="Pagination">Which part of the list this is.</param>
public sealed record UploadListData(IReadOnlyList<UploadJson> Uploads, IReadOnlyList<UploadJson> Items, PaginationJson Pagination);

/// <summary>A contact that stayed as it is when an upload was undone.</summary>
/// <param name="ContactUid">Its identifier.</param>
/// <param name="Uid">The same, for generic clients.</param>
/// <param name="Phone">Its phone; null where it is no longer there.</param>
/// <param name="Reason">EDITED: its values were changed since. DELETED: it is no longer there. LINKED: the upload had created it, and it came into another book since; or it is in the book again that it had left. UNLINKED: it left the book since. REPLACED: it was deleted, and another contact has its phone now. LAST_BOOK: it would be in no book. BOOK_DELETED: the books that it had left were deleted since.</param>
public sealed record KeptContactJson(
    [property: WireText(Example = "ct_existing")] string ContactUid,
    [property: WireText(Example = "ct_existing")] string Uid,
    string? Phone,
    [property: WireText("EDITED", "DELETED", "LINKED", "UNLINKED", "REPLACED", "LAST_BOOK", "BOOK_DELETED")] string Reason)
{
    internal static KeptContactJson Of(KeptContact kept) =>
        new(kept.Uid.ToString(), kept.Uid.ToString(), kept.Phone?.ToString(), NameOf(kept.Reason));

    private static string NameOf(KeptReason reason) => reason switch
    {
        KeptReason.LastBook => "LAST_BOOK",
        KeptReason.BookDeleted => "BOOK_DELETED",
        _ => reason.ToString().ToUpperInvariant(),
    };
}

/// <summary>A part of the contacts that stayed as they are when an upload was undone.</summary>
/// <param name="Contacts">The contacts.</param>
/// <param name="Items">The same list, for generic clients.</param>
/// <param name="Pagination">Which part of the list this is.</param>
public sealed record KeptListData(IReadOnlyList<KeptContactJson> Contacts, IReadOnlyList<KeptContactJson> Items, PaginationJson Pagination);
