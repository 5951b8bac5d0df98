using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Normalisation;

/// <summary>A row that may go in: whose contact it is, and what it does to it.</summary>
/// <param name="Phone">The contact's identity within its customer.</param>
public sealed record ContactPatch(Phone Phone)
{
    /// <summary>Readable name.</summary>
    public TextPatch DisplayName { get; init; }

    /// <summary>First name.</summary>
    public TextPatch FirstName { get; init; }

    /// <summary>Last name.</summary>
    public TextPatch LastName { get; init; }

    /// <summary>Email address.</summary>
    public TextPatch Email { get; init; }

    /// <summary>Company.</summary>
    public TextPatch CompanyName { get; init; }

    /// <summary>The custom fields.</summary>
    public CustomFieldsPatch CustomFields { get; init; }
}

/// <summary>A row that may not go in. It travels on as a value, so that every row is accounted for.</summary>
/// <param name="PhoneAsSent">The phone as text, cut at 64 characters, halves of characters as U+FFFD; null where none was sent.</param>
/// <param name="Faults">All that is wrong with it, in the order of the fields; the first gives the row's reason.</param>
public sealed record RejectedRow(string? PhoneAsSent, IReadOnlyList<RowFault> Faults);

/// <summary>What a row came to: exactly one of the two.</summary>
/// <param name="Patch">What it does, where it may go in.</param>
/// <param name="Rejected">Why it may not.</param>
public readonly record struct NormalisedRow(ContactPatch? Patch, RejectedRow? Rejected);
