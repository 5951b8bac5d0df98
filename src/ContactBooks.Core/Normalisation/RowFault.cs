using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Normalisation;

/// <summary>Why a row is <c>INVALID</c>.</summary>
public enum InvalidReason
{
    /// <summary>No phone, or a blank one.</summary>
    MissingPhone,

    /// <summary>Not a phone number one can send to.</summary>
    InvalidPhone,

    /// <summary>Not an email address.</summary>
    InvalidEmail,

    /// <summary>A text over its limit.</summary>
    FieldTooLong,

    /// <summary>Control characters or half a character.</summary>
    InvalidCharacters,

    /// <summary>Custom fields over a limit.</summary>
    InvalidCustomFields,
}

/// <summary>One fault of a row.</summary>
/// <param name="Reason">Which rule it breaks.</param>
/// <param name="Field">The field, as the request names it.</param>
/// <param name="Message">What is wrong and what to do, for a person.</param>
public sealed record RowFault(InvalidReason Reason, string Field, string Message)
{
    /// <summary>Of an invalid phone, what was made of it.</summary>
    public PhoneReading Phone { get; init; }

    /// <summary>Of a text that is too long, how many code points it may have.</summary>
    public int Limit { get; init; }
}
