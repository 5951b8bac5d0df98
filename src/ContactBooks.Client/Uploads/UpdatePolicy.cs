namespace ContactBooks.Client;

/// <summary>
/// Which rows of an upload go in, by whether their contact is there already. The others are skipped, and nothing is done to their contact.
/// </summary>
public enum UpdatePolicy
{
    /// <summary>All: what isn't there is created, what is there updated.</summary>
    Upsert,

    /// <summary>Those whose contact isn't there. One that is there isn't put into the book either.</summary>
    CreateOnly,

    /// <summary>Those whose contact is there.</summary>
    UpdateOnly,
}
