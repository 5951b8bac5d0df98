using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Accounts;

/// <summary>Switches accounts on and off, whoever asks for it.</summary>
internal static class AccountSwitch
{
    /// <summary>Switches an operator or a customer's person on or off. Who is switched off is signed out, and a person's tokens are invalid.</summary>
    /// <param name="store">Where the account is.</param>
    /// <param name="uid">Which, <c>opr_…</c> or <c>usr_…</c>.</param>
    /// <param name="active">Whether it is to be on.</param>
    public static async Task<SwitchOutcome> SetAsync(IStore store, string uid, bool active) =>
        PublicUid.IsWellFormed(PublicUid.Operator, uid) ? await store.Accounts.SetOperatorActiveAsync(uid, active)
        : await store.Directory.SetUserActiveAsync(uid, active) ? SwitchOutcome.Done
        : SwitchOutcome.NotFound;
}
