using ContactBooks.Core.Store;

namespace ContactBooks.Storage;

/// <summary>Parts of lists.</summary>
internal static class Pages
{
    /// <summary>The part that was asked for, of which one more was read: that tells whether there is more.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="limit">How many were asked for.</param>
    /// <param name="cursorOf">The place of an entry.</param>
    public static Page<T, TCursor> ToPage<T, TCursor>(this IReadOnlyList<T> read, int limit, Func<T, TCursor> cursorOf)
        where TCursor : struct =>
        read.Count > limit ? new([.. read.Take(limit)], cursorOf(read[limit - 1])) : new(read, null);
}
