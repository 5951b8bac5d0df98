namespace ContactBooks.Core.Files;

/// <summary>A file that can't be read, through its own fault: broken, hostile, or not what it says it is.</summary>
/// <param name="code">Which rule it breaks, one of <see cref="FileFaultCode"/>.</param>
/// <param name="message">For the person whose file it is: what is wrong and what to do.</param>
public sealed class FileFaultException(string code, string message) : Exception(message)
{
    /// <summary>Which rule it breaks, one of <see cref="FileFaultCode"/>.</summary>
    public string Code => code;
}

/// <summary>What may be wrong with a file as a whole.</summary>
public static class FileFaultCode
{
    /// <summary>There is nothing in it.</summary>
    public const string Empty = "FILE_EMPTY";

    /// <summary>There is a header at most, and no row below it.</summary>
    public const string NoRows = "NO_ROWS";

    /// <summary>It is none of the formats that are read.</summary>
    public const string UnknownFormat = "UNKNOWN_FORMAT";

    /// <summary>It is cut off or broken inside.</summary>
    public const string Damaged = "FILE_DAMAGED";

    /// <summary>It needs a password.</summary>
    public const string Encrypted = "FILE_ENCRYPTED";

    /// <summary>It goes beyond a limit: bytes when unpacked, columns, the length of a cell.</summary>
    public const string TooLarge = "FILE_TOO_LARGE";

    /// <summary>It has several files in it where one is expected, or none.</summary>
    public const string NotOneFile = "NOT_ONE_FILE";

    /// <summary>The sheet, encoding or delimiter that was asked for is not there.</summary>
    public const string WrongChoice = "WRONG_CHOICE";
}
