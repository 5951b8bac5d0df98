namespace ContactBooks.Client;

/// <summary>The answer to one request's rows.</summary>
public sealed record UploadResult
{
    /// <summary>The book that was uploaded into.</summary>
    public required ContactBookReference Book { get; init; }

    /// <summary>The upload in numbers.</summary>
    public required UploadSummary Summary { get; init; }

    /// <summary>One entry for each row, in the order of the rows.</summary>
    public required IReadOnlyList<RowResult> Results { get; init; }

    /// <summary>Whether this is only predicted.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Whether the rows had gone in before, with the same key, and this is that answer again.</summary>
    public required bool IsReplayed { get; init; }

    /// <summary>What the server's operator finds the request by.</summary>
    public required string? RequestId { get; init; }
}

/// <summary>An upload in numbers. The last four add up to the first.</summary>
/// <param name="Total">Rows of the request.</param>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Updated">Contacts that were there, whether or not a value changed.</param>
/// <param name="Skipped">Rows whose phone an earlier valid row of the request has.</param>
/// <param name="Invalid">Rows that were refused.</param>
public sealed record UploadSummary(int Total, int Created, int Updated, int Skipped, int Invalid);
