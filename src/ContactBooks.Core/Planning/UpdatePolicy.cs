using ContactBooks.Core.Json;

namespace ContactBooks.Core.Planning;

/// <summary>Which valid rows go in, by whether their contact is there already.</summary>
public enum UpdatePolicy
{
    /// <summary>All: what isn't there is created, what is there updated.</summary>
    Upsert,

    /// <summary>Those whose contact isn't there. The others are left out whole: neither changed nor linked to the book.</summary>
    CreateOnly,

    /// <summary>Those whose contact is there; it is linked to the book if it wasn't.</summary>
    UpdateOnly,
}

/// <summary>The policies by their names on the wire.</summary>
public static class UpdatePolicies
{
    /// <summary>All names, in the order of <see cref="UpdatePolicy"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["upsert", "createOnly", "updateOnly"];

    /// <summary>A policy's name.</summary>
    public static string NameOf(UpdatePolicy policy) => Names[(int)policy];

    /// <summary>The policy of that name; null if there is none.</summary>
    public static UpdatePolicy? Find(string name) => (UpdatePolicy?)Names.PlaceOf(name);
}
