namespace ContactBooks.Core.Accounts;

/// <summary>What the reader of an invitation's link may do, once.</summary>
public enum InvitationPurpose
{
    /// <summary>Make the server's first operator.</summary>
    FirstOperator,

    /// <summary>Set the password of an account.</summary>
    Password,

    /// <summary>Sign in to an account without a password.</summary>
    SignIn,
}

/// <summary>A link that is good once and for a while. The store knows it by a hash of the secret in it.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="AccountUid">The operator or user whose it is; null for the first operator, who isn't there yet.</param>
/// <param name="ExpiresAt">When it is over, UTC.</param>
public sealed record Invitation(InvitationPurpose Purpose, string? AccountUid, DateTimeOffset ExpiresAt);
