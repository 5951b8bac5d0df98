using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Suppressions;

/// <summary>By which way a phone came onto the list.</summary>
public enum SuppressionSource
{
    /// <summary>One by one or in bulk, by the API.</summary>
    Api,

    /// <summary>In a file.</summary>
    Import,
}

/// <summary>
/// A phone that its customer is not to write to, an opt-out. It stands by itself, apart from contacts: whatever is uploaded,
/// imported, undone or deleted leaves it, and only an explicit lift ends it.
/// </summary>
/// <param name="Phone">The phone, whether or not there is a contact that has it.</param>
/// <param name="Reason">Why, in its customer's words; or null.</param>
/// <param name="Origin">How it came onto the list.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
public sealed record Suppression(Phone Phone, string? Reason, SuppressionOrigin Origin, DateTimeOffset CreatedAt);

/// <summary>How a phone came onto the list.</summary>
/// <param name="Source">By which way.</param>
/// <param name="AddedBy">By whom: the uid of the token, or of the user.</param>
public sealed record SuppressionOrigin(SuppressionSource Source, string AddedBy);

/// <summary>A phone that is to come onto the list.</summary>
/// <param name="Phone">The phone.</param>
/// <param name="Reason">Why, or null.</param>
public readonly record struct NewSuppression(Phone Phone, string? Reason);

/// <summary>What a write did to the list.</summary>
/// <param name="Phones">The phones that it put onto the list, or took off it. Those that were so already are not among them.</param>
public sealed record SuppressionChange(IReadOnlySet<Phone> Phones);
