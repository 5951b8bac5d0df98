using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Dashboard.Imports;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>A part of what touched a contact.</summary>
/// <param name="Touches">The newest first.</param>
/// <param name="Next">The place to look further back from; null where all was looked through.</param>
public sealed record ContactHistoryPart(IReadOnlyList<ContactTouch> Touches, BlockCursor? Next)
{
    /// <summary>How far back was looked, UTC; null for all that is kept.</summary>
    public DateTimeOffset? LookedBackTo => Next is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next.Change.CreatedAt) : null;
}

/// <summary>Reads what touched a contact, a part at a time: so much that the page is there at once, however much was uploaded.</summary>
internal sealed class ContactHistoryReader(IStore store, HistoryReader history, TimeProvider clock)
{
    private const int MostTouches = 20;
    private const int MostBlocks = 1000;
    private const long MostBytes = 32 << 20;

    /// <summary>Whether anything is recorded.</summary>
    public bool IsRecorded => history.IsRecorded;

    /// <summary>Reads a part.</summary>
    /// <param name="customer">Whose contact it is.</param>
    /// <param name="contact">The contact as it is.</param>
    /// <param name="cursor">Where to go on after; from the beginning where it is no place.</param>
    public async Task<ContactHistoryPart> ReadAsync(CustomerId customer, Contact contact, string? cursor)
    {
        BlockCursor? after = cursor is not null && BlockCursor.TryParse(cursor, out var place) ? place : null;
        var look = new LookBack(after, MostTouches, MostBlocks, MostBytes);
        var page = await store.History.ListOfContactAsync(customer, contact.Uid, contact.CreatedAt, look, clock.GetUtcNow());
        var entries = await history.DescribeAsync(customer, page.Items.Select(did => did.Change));
        var former = new FormerFields(await store.CustomFields.ListAsync(customer), after is null ? contact.Fields.CustomFields : null);
        return new ContactHistoryPart([.. entries.Zip(page.Items, (entry, did) => new ContactTouch(entry, did, former.Of(did)))], page.Next);
    }
}
