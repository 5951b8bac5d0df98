namespace ContactBooks.Core.History;

/// <summary>A contact as an undo finds it.</summary>
/// <param name="UpdatedAt">When it last changed, in milliseconds since 1970.</param>
/// <param name="Books">In how many books it is. Here and below, one that was deleted is none.</param>
/// <param name="LinkedAt">Since when it is in the book that the change went into; null if it isn't.</param>
/// <param name="IsBack">Whether it is again in a book that it had left by the change.</param>
public readonly record struct FoundContact(long UpdatedAt, int Books, long? LinkedAt, bool IsBack = false);

/// <summary>
/// Whether what a change did to a contact may be taken back: only while the contact is as the change left it. Nobody's later
/// work is lost to an undo; the contact is kept whole, and told of.
/// </summary>
public static class UndoRule
{
    /// <summary>Why the contact stays as it is; null if it needn't.</summary>
    /// <param name="entry">What was done to it.</param>
    /// <param name="at">The time of the entry's block.</param>
    /// <param name="found">As it is now; null if it is no longer there.</param>
    /// <param name="hasBooks">Of one that left books or went: whether any of those is still there.</param>
    public static KeptReason? WhyKept(in ChangeEntry entry, long at, FoundContact? found, bool hasBooks)
    {
        if (found is not { } now)
        {
            return !entry.Has(ChangeEffects.Deleted) ? KeptReason.Deleted : hasBooks ? null : KeptReason.BookDeleted;
        }

        if (entry.Has(ChangeEffects.Deleted))
        {
            return KeptReason.Replaced;
        }

        // Its books are given back to a contact whatever became of its values.
        if (entry.Has(ChangeEffects.Unlinked))
        {
            return now.IsBack ? KeptReason.Linked
                : entry.Has(ChangeEffects.Linked) && now.LinkedAt != at ? KeptReason.Unlinked
                : hasBooks ? null
                : KeptReason.BookDeleted;
        }

        if (now.UpdatedAt != entry.UpdatedAt)
        {
            return KeptReason.Edited;
        }

        var linked = entry.Has(ChangeEffects.Created | ChangeEffects.Linked);
        return linked && now.LinkedAt != at ? KeptReason.Unlinked
            : entry.Has(ChangeEffects.Created) && now.Books > 1 ? KeptReason.Linked
            : entry.Has(ChangeEffects.Linked) && now.Books == 1 ? KeptReason.LastBook
            : null;
    }
}
