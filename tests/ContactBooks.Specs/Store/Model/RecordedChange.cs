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

    /// <summary>What was done, as it is told.</summary>
    public ContactChange Told(Holdings holdings, Change change, RecordedBlock block)
    {
        var differing = Deletes ? FieldSet.All : Changes ? Differing(Before!.Fields, After.Fields) : 0;
        return new ContactChange
        {
            Change = change,
            At = block.At,
            Effects = Before is null ? ChangeEffects.Created
                : (Changes ? ChangeEffects.Changed : 0) | (Links ? ChangeEffects.Linked : 0) |
                    (Deletes ? ChangeEffects.Deleted : Ended.Count > 0 ? ChangeEffects.Unlinked : 0),
            Differing = differing,
            Former = differing == 0 ? default : Only(Before!.Fields, differing),
            Left = [.. Ended.Select(membership => holdings.FindBook(membership.Book) is { } book ? new LeftBook(book.Uid, book.Name) : default)],
            IsUndone = block.Kept is not null,
            Kept = block.Kept?.Where(kept => kept.Contact.Uid == After.Uid).Select(kept => (KeptReason?)kept.Reason).FirstOrDefault(),
        };
    }

    private static FieldSet Differing(in ContactFields before, in ContactFields after) =>
        (before.DisplayName == after.DisplayName ? 0 : FieldSet.DisplayName) |
        (before.FirstName == after.FirstName ? 0 : FieldSet.FirstName) |
        (before.LastName == after.LastName ? 0 : FieldSet.LastName) |
        (before.Email == after.Email ? 0 : FieldSet.Email) |
        (before.CompanyName == after.CompanyName ? 0 : FieldSet.CompanyName) |
        (before.CustomFields.Span.SequenceEqual(after.CustomFields.Span) ? 0 : FieldSet.CustomFields);

    private static ContactFields Only(in ContactFields fields, FieldSet some) => new(
        some.HasFlag(FieldSet.DisplayName) ? fields.DisplayName : null,
        some.HasFlag(FieldSet.FirstName) ? fields.FirstName : null,
        some.HasFlag(FieldSet.LastName) ? fields.LastName : null,
        some.HasFlag(FieldSet.Email) ? fields.Email : null,
        some.HasFlag(FieldSet.CompanyName) ? fields.CompanyName : null,
        some.HasFlag(FieldSet.CustomFields) ? fields.CustomFields : default);
}
