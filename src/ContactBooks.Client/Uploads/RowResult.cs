namespace ContactBooks.Client;

/// <summary>What became of a row.</summary>
public sealed record RowResult
{
    /// <summary>The row's number, from 1; where rows are uploaded in chunks, counted over all of them.</summary>
    public required long Row { get; init; }

    /// <summary>One of <see cref="RowStatus"/>, or one that a newer server added.</summary>
    public required string Status { get; init; }

    /// <summary>The contact, of a row that went in; else null.</summary>
    public StoredContact? Contact { get; init; }

    /// <summary>Why the row did not go in, one of <see cref="RowReason"/> or one that a newer server added; else null.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Of a skipped row the normalised phone; of a refused one the phone as it was sent, cut at 64 characters, or null if it had none. Null
    /// for a row that went in: see <see cref="Contact"/>.
    /// </summary>
    public string? Phone { get; init; }

    /// <summary>Of a refused row, the field at fault.</summary>
    public string? Field { get; init; }

    /// <summary>Of a refused row, for a person: what is wrong and what to do.</summary>
    public string? Message { get; init; }

    /// <summary>Of a row with several faults, all of them; else empty.</summary>
    public IReadOnlyList<RowFault> Faults { get => field ?? []; init; } // an initialiser would not outlive generated JSON code
}

/// <summary>A contact that a row created or updated.</summary>
/// <param name="ContactUid">Its identifier, <c>ct_…</c>; null where a dry run predicts that it would be created.</param>
/// <param name="Phone">The full international number in digits, without a plus.</param>
public sealed record StoredContact(string? ContactUid, string Phone);

/// <summary>One fault of a row.</summary>
/// <param name="Reason">Which rule it breaks, one of <see cref="RowReason"/> or one that a newer server added.</param>
/// <param name="Field">The field at fault.</param>
/// <param name="Message">For a person: what is wrong and what to do.</param>
public sealed record RowFault(string Reason, string Field, string Message);

/// <summary>The statuses of rows that this version knows of.</summary>
public static class RowStatus
{
    /// <summary>The customer had no contact with that phone.</summary>
    public const string Created = "CREATED";

    /// <summary>There was one, whether or not a value changed; it is in the book now.</summary>
    public const string Updated = "UPDATED";

    /// <summary>An earlier valid row of the request has the same phone, or the update policy leaves the row out.</summary>
    public const string Skipped = "SKIPPED";

    /// <summary>The row was refused.</summary>
    public const string Invalid = "INVALID";
}

/// <summary>The reasons why a row did not go in that this version knows of.</summary>
public static class RowReason
{
    /// <summary>An earlier valid row of the request has the same phone; the first one wins.</summary>
    public const string DuplicateInRequest = "DUPLICATE_IN_REQUEST";

    /// <summary>A contact has the phone, and only new ones are to be created.</summary>
    public const string AlreadyExists = "ALREADY_EXISTS";

    /// <summary>No contact has the phone, and only those that are there are to be updated.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>There is no phone.</summary>
    public const string MissingPhone = "MISSING_PHONE";

    /// <summary>The phone can't be one.</summary>
    public const string InvalidPhone = "INVALID_PHONE";

    /// <summary>The email address can't be one.</summary>
    public const string InvalidEmail = "INVALID_EMAIL";

    /// <summary>A text is longer than its field takes.</summary>
    public const string FieldTooLong = "FIELD_TOO_LONG";

    /// <summary>A text has control characters or half a character.</summary>
    public const string InvalidCharacters = "INVALID_CHARACTERS";

    /// <summary>The custom fields are too large, too deep, or a key's length is wrong.</summary>
    public const string InvalidCustomFields = "INVALID_CUSTOM_FIELDS";
}
