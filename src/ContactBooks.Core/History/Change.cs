namespace ContactBooks.Core.History;

/// <summary>What made a change to contacts.</summary>
public enum ChangeKind
{
    /// <summary>A bulk upload, one block.</summary>
    Upload,

    /// <summary>An import of a file, a block for each of its batches that changed anything.</summary>
    Import,

    /// <summary>Contacts left a book.</summary>
    Removal,

    /// <summary>Contacts went over into another book.</summary>
    Move,

    /// <summary>Contacts were deleted.</summary>
    Deletion,

    /// <summary>Contacts left all their books but the oldest.</summary>
    Tidying,

    /// <summary>A book was deleted, a block for each time that some of its contacts left it.</summary>
    BookDeletion,
}

/// <summary>Where a change stands.</summary>
public enum ChangeState
{
    /// <summary>It holds.</summary>
    Done,

    /// <summary>It is still being made, block after block. Taking it back ends that.</summary>
    Running,

    /// <summary>It is being taken back, block after block, the newest first.</summary>
    Undoing,

    /// <summary>It was taken back, but for the contacts that were edited since.</summary>
    Undone,
}

/// <summary>
/// A change to a customer's contacts that can be taken back. What it did stands in blocks, one a transaction, see
/// <see cref="ChangeEntry"/>.
/// </summary>
public sealed record Change
{
    /// <summary>Its identifier: <c>upl_…</c> of an upload, an import's own <c>imp_…</c>, <c>chg_…</c> of any other.</summary>
    public required string Uid { get; init; }

    /// <summary>What made it.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The book that it went into; null if that is no longer there.</summary>
    public string? BookUid { get; init; }

    /// <summary>The name of that book as it is now, or was when this deleted it; null if that is no longer there.</summary>
    public string? BookName { get; init; }

    /// <summary>Who made it.</summary>
    public required Author By { get; init; }

    /// <summary>The name of the file it came from, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>What it did.</summary>
    public ChangeCounts Counts { get; init; }

    /// <summary>Where it stands.</summary>
    public required ChangeState State { get; init; }

    /// <summary>When it was made, UTC; of an import when that was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it can be taken back, UTC. After that it is forgotten.</summary>
    public required DateTimeOffset UndoUntil { get; init; }

    /// <summary>Whether what it does is recorded, so that it can be undone for a while.</summary>
    public bool CanBeUndone => UndoUntil > CreatedAt;

    /// <summary>Who takes or took it back; null where nobody does.</summary>
    public Author? UndoneBy { get; init; }

    /// <summary>When all of it was taken back, UTC; null where it wasn't.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>What taking it back has done so far.</summary>
    public UndoCounts Undone { get; init; }
}

/// <summary>What a change did, in contacts. One that was there, differs now and came into the book counts twice.</summary>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Changed">Contacts that were there and have other values now.</param>
/// <param name="Linked">Contacts that were there and came into the book.</param>
/// <param name="Unlinked">Contacts that left books, and are in others still.</param>
/// <param name="Deleted">Contacts that are gone.</param>
public readonly record struct ChangeCounts(long Created, long Changed, long Linked, long Unlinked = 0, long Deleted = 0);

/// <summary>What taking a change back did, in contacts. One that got its values back and left the book counts twice.</summary>
/// <param name="Removed">Contacts that it had created, and that are gone.</param>
/// <param name="Restored">Contacts that have their former values back, or are back in their books, or are back at all.</param>
/// <param name="Unlinked">Contacts that are no longer in the book.</param>
/// <param name="Kept">Contacts that were edited since, and stay as they are.</param>
public readonly record struct UndoCounts(long Removed, long Restored, long Unlinked, long Kept);
