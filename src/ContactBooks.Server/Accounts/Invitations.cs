using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Accounts;

/// <summary>Links that open the dashboard once, to whoever was given them.</summary>
internal static class Invitations
{
    /// <summary>How long a link is good for.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(30);

    /// <summary>A link to make the first operator's account with; null where there is an operator already.</summary>
    public static async Task<string?> OfFirstOperatorAsync(IStore store, Uri server, DateTimeOffset now) =>
        await store.Accounts.HasOperatorAsync() ? null : await InviteAsync(store, server, "/welcome", InvitationPurpose.FirstOperator, null, now);

    /// <summary>A link that signs that person in.</summary>
    public static Task<string> ToSignInAsync(IStore store, Uri server, string accountUid, DateTimeOffset now) =>
        InviteAsync(store, server, "/enter", InvitationPurpose.SignIn, accountUid, now);

    /// <summary>A link by which that person sets a password.</summary>
    public static Task<string> ToSetPasswordAsync(IStore store, Uri server, string accountUid, DateTimeOffset now) =>
        InviteAsync(store, server, "/invitation", InvitationPurpose.Password, accountUid, now);

    private static async Task<string> InviteAsync(
        IStore store, Uri server, string path, InvitationPurpose purpose, string? accountUid, DateTimeOffset now)
    {
        var secret = AccessSecret.New();
        await store.Accounts.InviteAsync(AccessSecret.Hash(secret), new Invitation(purpose, accountUid, now + Lifetime), now);
        return $"{server.GetLeftPart(UriPartial.Authority)}{path}/{secret}";
    }
}
