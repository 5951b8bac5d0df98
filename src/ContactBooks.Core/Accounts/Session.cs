using ContactBooks.Core.Customers;

namespace ContactBooks.Core.Accounts;

/// <summary>A session to be started.</summary>
/// <param name="Hash">The hash of the secret that the browser holds.</param>
/// <param name="AccountUid">The operator or user who has signed in.</param>
/// <param name="ExpiresAt">When it is over unless it is touched, UTC.</param>
public sealed record NewSession(ReadOnlyMemory<byte> Hash, string AccountUid, DateTimeOffset ExpiresAt);

/// <summary>Someone who is signed in, as the account is now and not as it was at sign-in.</summary>
/// <param name="AccountUid">The operator, <c>opr_…</c>, or user, <c>usr_…</c>.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">What the person signs in with; null for a user who came by a link and has none.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Customer">A user's own, which is active; an operator's is the one that is opened, active or not, or null.</param>
/// <param name="ExpiresAt">When it is over unless it is touched, UTC.</param>
/// <param name="LastSeenAt">When it was last touched, UTC.</param>
/// <param name="StartedAt">When the person last showed who they are, which began it, UTC.</param>
public sealed record Session(
    string AccountUid,
    string Name,
    string? Email,
    AccountRole Role,
    Customer? Customer,
    DateTimeOffset ExpiresAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset StartedAt);
