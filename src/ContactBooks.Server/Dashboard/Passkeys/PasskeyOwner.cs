namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>Whose a passkey is, as the framework's handler of passkeys is told of it.</summary>
/// <param name="AccountUid">The operator or user; to the devices that keep the passkeys it is the user handle.</param>
internal sealed record PasskeyOwner(string AccountUid);
