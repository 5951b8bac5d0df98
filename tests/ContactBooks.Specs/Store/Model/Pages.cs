using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Pages of the model's lists.</summary>
internal static class Pages
{
    /// <summary>The first entries of what is left of a list; a place to go on after if there are more.</summary>
    public static Page<T, TCursor> First<T, TCursor>(IEnumerable<T> rest, int limit, Func<T, TCursor> placeOf)
        where TCursor : struct
    {
        var items = rest.Take(limit + 1).ToList();
        return items.Count > limit
            ? new Page<T, TCursor>(items[..limit], placeOf(items[limit - 1]))
            : new Page<T, TCursor>(items, null);
    }
}
