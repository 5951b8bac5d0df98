namespace ContactBooks.Core.Accounts;

/// <summary>An account that an email address may sign in to.</summary>
/// <param name="AccountUid">The operator or the user.</param>
/// <param name="Role">As what.</param>
/// <param name="PasswordHash">What the password is held against; null where none is set.</param>
public sealed record SignIn(string AccountUid, AccountRole Role, string? PasswordHash);
