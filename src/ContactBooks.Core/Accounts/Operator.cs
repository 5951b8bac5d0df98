namespace ContactBooks.Core.Accounts;

/// <summary>A person who runs the server and signs in to its dashboard; no customer's.</summary>
/// <param name="Uid">The public identifier, <c>opr_…</c>.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">What the person signs in with.</param>
/// <param name="HasPassword">Whether the person can sign in.</param>
/// <param name="IsActive">An inactive operator can't sign in, and is signed out.</param>
/// <param name="CreatedAt">When the account was made, UTC.</param>
public sealed record Operator(string Uid, string Name, string Email, bool HasPassword, bool IsActive, DateTimeOffset CreatedAt);

/// <summary>An operator's account to be made.</summary>
/// <param name="Uid">Its public identifier, <c>opr_…</c>.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Email">What the person signs in with.</param>
/// <param name="PasswordHash">The hash of the password; null for one that is set later.</param>
public sealed record NewOperator(string Uid, string Name, string Email, string? PasswordHash);
