namespace ContactBooks.Core.Phones;

/// <summary>Which numbers are accepted as phones: the server's option <c>Phones:Accept</c>.</summary>
public enum PhoneAcceptance
{
    /// <summary>Numbers of an assigned range only, the default: a message to any other is paid for and never arrives.</summary>
    Valid,

    /// <summary>
    /// Also numbers that merely have a length their country uses, for ranges newer than the numbering data. Where a text can be read
    /// as a valid number as well, it still is.
    /// </summary>
    Possible,
}
