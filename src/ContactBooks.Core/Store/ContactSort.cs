namespace ContactBooks.Core.Store;

/// <summary>
/// How the contacts of a book, or those that a search finds, can be sorted, beside the order that they come in by themselves: newest
/// first, or as the search finds them.
/// </summary>
public enum ContactSort
{
    /// <summary>The oldest membership first; with a search, what was written longest ago.</summary>
    Oldest,

    /// <summary>By the name that is shown (<see cref="Search.NameKey"/>), then by phone. Contacts without a name come last.</summary>
    Name,

    /// <summary>By name, backwards. Contacts without a name come last all the same.</summary>
    NameDescending,

    /// <summary>By phone, as numbers.</summary>
    Phone,

    /// <summary>By phone, backwards.</summary>
    PhoneDescending,
}
