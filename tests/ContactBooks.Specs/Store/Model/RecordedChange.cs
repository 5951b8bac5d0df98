using System.Collections.Immutable;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;

namespace ContactBooks.Specs.Store.Model;

/// <summary>A change as the model has it: what each contact was before, and what it became.</summary>
internal sealed record RecordedChange(NewChange Change, BookId Book, DateTimeOffset CreatedAt)
{
    public ImmutableList<RecordedBlock> Blocks { get; init; } = [];

    public ChangeState State { get; init; }

    public Actor? UndoneBy { get; init; }

    public DateTimeOffset? UndoneAt { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }

    public UndoCounts Undone { get; init; }

    public ChangeCounts Counts
    {
        get
        {
            var entries = Blocks.SelectMany(block => block.Entries).ToList();
            return new ChangeCounts(
                entries.Count(entry => entry.Before is null),
                entries.Count(entry => entry.Changes),
                entries.Count(entry => entry.Before is not null && entry.Links),
                entries.Count(entry => entry.Ended.Count > 0 && !entry.Deletes),
                entries.Count(entry => entry.Deletes));
        }
    }
}

/// <summary>What one transaction did.</summary>
/// <param name="At">When.</param>
/// <param name="Entries">Contact by contact, in order of the phones.</param>
/// <param name="Kept">Those that stayed as they are when it was undone; null while it isn't.</param>
internal sealed record RecordedBlock(DateTimeOffset At, ImmutableList<RecordedEntry> Entries, ImmutableList<(Contact Contact, KeptReason Reason)>? Kept = null);

/// <summary>What was done to one contact.</summary>
/// <param name="Before">As it was; null for one that was made.</param>
/// <param name="After">As it was left.</param>
/// <param name="Links">Whether it came into the book.</param>
internal sealed record RecordedEntry(Contact? Before, Contact After, bool Links)
{
    /// <summary>The memberships that ended.</summary>
    public ImmutableList<Membership> Ended { get; init; } = [];

    /// <summary>Whether it went.</summary>
    public bool Deletes { get; init; }

    public bool Changes => Before is not null && Before.UpdatedAt != After.UpdatedAt;
}
