using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Storage;

/// <summary>Parts of a suppression list.</summary>
internal static class SuppressionPages
{
    /// <summary>The part that was asked for, of which one more was read: that tells whether there is more.</summary>
    public static Page<Suppression, SuppressionCursor> Of(List<Suppression> read, int limit)
    {
        var hasMore = read.Count > limit;
        if (hasMore)
        {
            read.RemoveAt(limit);
        }

        return new Page<Suppression, SuppressionCursor>(read, hasMore ? SuppressionCursor.Of(read[^1]) : null);
    }
}
