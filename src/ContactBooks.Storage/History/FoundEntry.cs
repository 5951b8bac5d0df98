using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;

namespace ContactBooks.Storage.History;

/// <summary>What a block says of one contact, taken out of it.</summary>
internal sealed record FoundEntry(string ChangeUid, DateTimeOffset At, ChangeEffects Effects, FieldSet Differing, ContactFields Former)
{
    /// <summary>The memberships that ended.</summary>
    public IReadOnlyList<Membership> Ended { get; init; } = [];

    /// <summary>Whether the block was taken back.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Why the contact stayed as it was then; null where it didn't.</summary>
    public KeptReason? Kept { get; init; }

    /// <summary>Reads it; null where the contact's bytes stand in the block by chance, as in a text.</summary>
    /// <param name="changeUid">The change that the block is of.</param>
    /// <param name="block">The block.</param>
    /// <param name="contact">The contact.</param>
    public static FoundEntry? Of(string changeUid, ReadOnlySpan<byte> block, ContactUid contact)
    {
        var entries = new ChangeBlockReader(block);
        while (entries.MoveNext(out var entry))
        {
            if (entry.Uid == contact)
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(entries.At);
                return new FoundEntry(changeUid, at, entry.Effects, entry.Differing, entry.Former.ToFields())
                {
                    Ended = new Memberships(entry.Ended).ToList(),
                };
            }
        }

        return null;
    }
}
