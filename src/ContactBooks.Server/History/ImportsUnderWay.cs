using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.History;

/// <summary>Imports that have not ended, which can't be undone yet.</summary>
internal static class ImportsUnderWay
{
    /// <summary>Whether a change is what such an import has done so far.</summary>
    public static async ValueTask<bool> IsUnderWayAsync(this IStore store, CustomerId customer, Change change) =>
        change is { Kind: ChangeKind.Import, BookUid: { } bookUid }
        && await store.Books.FindAsync(customer, bookUid) is { } book
        && await store.Imports.FindAsync(customer, book.Id, change.Uid) is { HasEnded: false };
}
