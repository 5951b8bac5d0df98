namespace ContactBooks.Core.Limits;

/// <summary>What a limit counts the uses of.</summary>
/// <param name="Key">Which of a customer's: its own, <see cref="CustomerKey"/>, or a token's, <c>tok_…</c>.</param>
/// <param name="Limit">How many uses it takes.</param>
public readonly record struct Bucket(string Key, RateLimit Limit)
{
    /// <summary>The key of all that a customer does, by whatever token.</summary>
    public const string CustomerKey = "customer";
}

/// <summary>What a bucket still takes.</summary>
/// <param name="Remaining">How many uses it takes now.</param>
/// <param name="Within">
/// For how long it takes no more than those; after that there is room for at least one more. Longer than none, and no longer
/// than the window while the clocks of the nodes agree.
/// </param>
public readonly record struct Allowance(int Remaining, TimeSpan Within);

/// <summary>What asking for one use came to.</summary>
/// <param name="IsTaken">Whether each of the buckets had room. If one hadn't, none was used.</param>
/// <param name="Allowances">What each bucket takes after that, in the order in which they were given.</param>
public sealed record Taking(bool IsTaken, IReadOnlyList<Allowance> Allowances);
