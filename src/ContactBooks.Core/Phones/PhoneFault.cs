namespace ContactBooks.Core.Phones;

/// <summary>Why a text is no phone. The list is closed: a new kind of fault is a change of the contract.</summary>
public enum PhoneFault
{
    /// <summary>No fault: the text is a phone.</summary>
    None,

    /// <summary>Nothing but blanks and invisible characters (or a bare <c>'</c> or <c>tel:</c>).</summary>
    Empty,

    /// <summary>Fewer digits than any fixed or mobile number of its country has, or fewer than 7 in all.</summary>
    TooShort,

    /// <summary>
    /// More digits than any fixed or mobile number of its country has, or more than 15 in all; or a text of more than 250 characters.
    /// </summary>
    TooLong,

    /// <summary>A national number where no default country code is known.</summary>
    NoCountryCode,

    /// <summary>What follows <c>+</c> or <c>00</c> begins with no assigned country code.</summary>
    UnknownCountryCode,

    /// <summary>A letter of any script: a vanity number, an O for a zero, a name beside the number.</summary>
    Letters,

    /// <summary>Of a right length, or nearly, but in no assigned range of its country.</summary>
    NotAssigned,

    /// <summary>A spreadsheet's exponent form that has not all the digits: <c>9.17E+11</c>.</summary>
    LostDigits,

    /// <summary>An extension (<c>ext 12</c>, <c>x12</c>, <c>;ext=12</c>, <c>#12</c>): a messaging address has none.</summary>
    Extension,

    /// <summary>Two or more whole numbers in one text.</summary>
    TwoNumbers,

    /// <summary>Anything else: no digit in it, or characters that no phone number is written with.</summary>
    NotANumber,
}
