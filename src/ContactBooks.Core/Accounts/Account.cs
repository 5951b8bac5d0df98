namespace ContactBooks.Core.Accounts;

/// <summary>Somebody who signs in to the dashboard, an operator or a customer's person, as operators see them.</summary>
/// <param name="Uid">The public identifier, <c>opr_…</c> or <c>usr_…</c>.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">What the person signs in with, or null.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="CustomerUid">Whose person it is; null for an operator.</param>
/// <param name="CustomerName">What the operator calls that customer; null for an operator.</param>
/// <param name="HasPassword">Whether the person can sign in.</param>
/// <param name="IsActive">Whether the person is switched on.</param>
/// <param name="CreatedAt">When the account was made, UTC.</param>
/// <param name="LastSeenAt">When one of the person's sessions was last touched, UTC; null where none is left: signing out forgets it.</param>
public sealed record Account(
    string Uid,
    string Name,
    string? Email,
    AccountRole Role,
    string? CustomerUid,
    string? CustomerName,
    bool HasPassword,
    bool IsActive,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt);

/// <summary>Which accounts are asked for.</summary>
/// <param name="Search">Only those with this in name or email address, without regard to the case of ASCII letters; null for all.</param>
/// <param name="Role">Only those of that role; null for all.</param>
/// <param name="CustomerUid">Only the people of that customer; null for all, operators too.</param>
public readonly record struct AccountFilter(string? Search, AccountRole? Role, string? CustomerUid);
