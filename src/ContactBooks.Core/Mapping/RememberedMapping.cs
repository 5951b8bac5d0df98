namespace ContactBooks.Core.Mapping;

/// <summary>A mapping as a customer's next file with the same headers is to find it.</summary>
/// <param name="Headers">What the set of headers is known by, <see cref="HeaderSignature"/>.</param>
/// <param name="Mapping">Where its columns go.</param>
public sealed record RememberedMapping(string Headers, ColumnMapping Mapping)
{
    /// <summary>How many sets of headers of a customer are remembered. Beyond them the least recently used is forgotten.</summary>
    public const int MostOfACustomer = 200;

    /// <summary>How long one is remembered after the last import that used it.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(365);
}
