namespace ContactBooks.Core.Rows;

/// <summary>
/// A row as it came, whatever way it came by: bulk JSON now, a file's line or a form later. All of them travel the same
/// road from here. Nothing in it has been judged, but for the custom fields, whose faults are seen while reading them.
/// </summary>
public sealed record RawRow
{
    /// <summary>The phone, as people write it.</summary>
    public RawText Phone { get; init; }

    /// <summary>Readable name.</summary>
    public RawText DisplayName { get; init; }

    /// <summary>First name.</summary>
    public RawText FirstName { get; init; }

    /// <summary>Last name.</summary>
    public RawText LastName { get; init; }

    /// <summary>Email address.</summary>
    public RawText Email { get; init; }

    /// <summary>Company.</summary>
    public RawText CompanyName { get; init; }

    /// <summary>The custom fields.</summary>
    public CustomFields.RawCustomFields CustomFields { get; init; }
}
