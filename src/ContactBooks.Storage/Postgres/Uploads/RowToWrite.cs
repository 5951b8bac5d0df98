using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Planning;

namespace ContactBooks.Storage.Postgres;

/// <summary>A contact that an upload creates, changes or links, as it will be.</summary>
/// <param name="Phone">Its number.</param>
/// <param name="Uid">Its identifier.</param>
/// <param name="Fields">What it will hold.</param>
/// <param name="UpdatedAt">When it last changed, in milliseconds since 1970.</param>
/// <param name="Before">As it was found; null if it is new.</param>
/// <param name="Changes">Whether it differs from what was found.</param>
/// <param name="Links">Whether it comes into the book.</param>
internal sealed record RowToWrite(
    Core.Phones.Phone Phone, ContactUid Uid, ContactFields Fields, long UpdatedAt, StoredRow? Before, bool Changes, bool Links)
{
    /// <summary>The revision after it is written; it is written only if the one before is still the one found.</summary>
    public int Revision => (Before?.Revision ?? 0) + 1;

    /// <summary>What an upload does to a contact; null if nothing.</summary>
    public static RowToWrite? Of(PlannedContact planned, StoredRow? stored, long book, long now)
    {
        var patch = planned.Patch;
        if (stored is null)
        {
            return new RowToWrite(patch.Phone, planned.UidIfNew, default(ContactFields).With(patch), now, null, Changes: true, Links: true);
        }

        var fields = stored.Fields.With(patch);
        var (changes, links) = (!fields.SameAs(stored.Fields), !stored.IsIn(book));

        // Later than all that happened to it before, its links included, whatever the clock says: it is how a search tells
        // the newest line of a contact in each of its books.
        var updatedAt = changes ? Math.Max(now, stored.LastTouched() + 1) : stored.UpdatedAt;
        return changes || links ? new RowToWrite(patch.Phone, stored.Uid, fields, updatedAt, stored, changes, links) : null;
    }
}
