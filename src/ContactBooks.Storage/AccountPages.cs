using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage;

/// <summary>Parts of a list of accounts.</summary>
internal static class AccountPages
{
    /// <summary>The part that was asked for, of which one more was read: that tells whether there is more.</summary>
    public static Page<Account, AccountCursor> Of(IReadOnlyList<Account> read, int limit) =>
        read.Count > limit ? new([.. read.Take(limit)], AccountCursor.Of(read[limit - 1])) : new(read, null);
}
