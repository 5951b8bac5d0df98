namespace ContactBooks.Core.Rows;

/// <summary>A fault of a whole request, an entry of <c>error.details</c>.</summary>
/// <param name="Path">Where, as in <c>contacts[3].customFields</c> (rows from 0, as JSON counts); empty for the whole body.</param>
/// <param name="Code">What is wrong, a word of <see cref="RequestFaultCode"/>.</param>
/// <param name="Message">The same for a person.</param>
public sealed record RequestFault(string Path, string Code, string Message);

/// <summary>The words of <see cref="RequestFault.Code"/>.</summary>
public static class RequestFaultCode
{
    /// <summary>The body is not JSON in UTF-8, or nested deeper than 64 levels.</summary>
    public const string InvalidJson = "INVALID_JSON";

    /// <summary>Something else stands where an object must.</summary>
    public const string NotAnObject = "NOT_AN_OBJECT";

    /// <summary>Something else stands where an array must.</summary>
    public const string NotAnArray = "NOT_AN_ARRAY";

    /// <summary>An array or object stands where a text must.</summary>
    public const string NotAText = "NOT_A_TEXT";

    /// <summary>A property twice in one object.</summary>
    public const string DuplicateProperty = "DUPLICATE_PROPERTY";

    /// <summary>Something that must be there isn't.</summary>
    public const string Required = "REQUIRED";

    /// <summary>An array that must have an entry has none.</summary>
    public const string Empty = "EMPTY";

    /// <summary>More entries than the limit.</summary>
    public const string TooMany = "TOO_MANY";

    /// <summary>A text longer than its limit.</summary>
    public const string TooLong = "TOO_LONG";

    /// <summary>A text with control characters or half a character.</summary>
    public const string InvalidCharacters = "INVALID_CHARACTERS";

    /// <summary>A value that is not one of those allowed.</summary>
    public const string InvalidValue = "INVALID_VALUE";

    /// <summary>What is to be made is there already.</summary>
    public const string AlreadyDefined = "ALREADY_DEFINED";

    /// <summary>No assigned country calling code.</summary>
    public const string UnknownCallingCode = "UNKNOWN_CALLING_CODE";

    /// <summary>A mapping names a column that the file hasn't.</summary>
    public const string UnknownColumn = "UNKNOWN_COLUMN";

    /// <summary>A mapping has a column twice.</summary>
    public const string DuplicateColumn = "DUPLICATE_COLUMN";

    /// <summary>A mapping has two columns for a field, or a key, that takes one.</summary>
    public const string DuplicateField = "DUPLICATE_FIELD";
}

/// <summary>Collects the faults of a request, the first 50 of them.</summary>
public sealed class RequestFaults
{
    /// <summary>How many are told.</summary>
    public const int Limit = 50;

    private readonly List<RequestFault> _faults = [];

    /// <summary>The faults, in the order they were found.</summary>
    public IReadOnlyList<RequestFault> All => _faults;

    /// <summary>Whether there is any.</summary>
    public bool Any => _faults.Count > 0;

    /// <summary>Whether there is room for another; past that the words needn't be made.</summary>
    public bool IsFull => _faults.Count >= Limit;

    /// <summary>Adds a fault, if there is room for it.</summary>
    public void Add(string path, string code, string message)
    {
        if (!IsFull)
        {
            _faults.Add(new RequestFault(path, code, message));
        }
    }
}
