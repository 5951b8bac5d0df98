using ContactBooks.Core.Json;

namespace ContactBooks.Core.Contacts;

/// <summary>When a row's value of a field goes into a contact that is there. A contact that is new gets all values.</summary>
public enum FieldUpdate
{
    /// <summary>Always; what is stored is replaced.</summary>
    Always,

    /// <summary>Only where nothing is stored.</summary>
    IfEmpty,

    /// <summary>Never.</summary>
    Never,
}

/// <summary>The same by their names on the wire.</summary>
public static class FieldUpdates
{
    /// <summary>All names, in the order of <see cref="FieldUpdate"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["always", "ifEmpty", "never"];

    /// <summary>Its name.</summary>
    public static string NameOf(FieldUpdate update) => Names[(int)update];

    /// <summary>The one of that name; null if there is none.</summary>
    public static FieldUpdate? Find(string name) => (FieldUpdate?)Names.PlaceOf(name);
}
