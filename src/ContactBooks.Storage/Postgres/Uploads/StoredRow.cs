using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;

namespace ContactBooks.Storage.Postgres;

/// <summary>A contact as an upload finds it.</summary>
/// <param name="Uid">Its identifier.</param>
/// <param name="Fields">What it holds.</param>
/// <param name="UpdatedAt">When it last changed, in milliseconds since 1970.</param>
/// <param name="Revision">Its changes and links so far.</param>
internal sealed record StoredRow(ContactUid Uid, ContactFields Fields, long UpdatedAt, int Revision)
{
    /// <summary>The books it is in, and since when. Most contacts are in one.</summary>
    public List<(long Book, long LinkedAt)> Memberships { get; } = new(1);

    /// <summary>Whether it is in a book.</summary>
    public bool IsIn(long book) => Memberships.Exists(membership => membership.Book == book);

    /// <summary>When it last changed or came into a book.</summary>
    public long LastTouched()
    {
        var last = UpdatedAt;
        foreach (var (_, linkedAt) in Memberships)
        {
            last = Math.Max(last, linkedAt);
        }

        return last;
    }
}
