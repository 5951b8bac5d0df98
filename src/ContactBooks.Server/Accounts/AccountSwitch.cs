using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Accounts;

/// <summary>What came of switching an account on or off.</summary>
internal enum SwitchOutcome
{
    /// <summary>It is as was asked for.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    NotFound,

    /// <summary>It is the last operator who can sign in, who stays: a server without one invites whoever has its log.</summary>
    LastOperator,
}

/// <summary>Switches accounts on and off, whoever asks for it.</summary>
internal static class AccountSwitch
{
    /// <summary>Switches an operator or a customer's person on or off. Who is switched off is signed out, and a person's tokens are invalid.</summary>
    /// <param name="store">Where the account is.</param>
    /// <param name="uid">Which, <c>opr_…</c> or <c>usr_…</c>.</param>
    /// <param name="active">Whether it is to be on.</param>
    public static async Task<SwitchOutcome> SetAsync(IStore store, string uid, bool active)
    {
        var isOperator = PublicUid.IsWellFormed(PublicUid.Operator, uid);
        if (isOperator && !active && await IsLastAsync(store, uid))
        {
            return SwitchOutcome.LastOperator;
        }

        var isThere = isOperator ? await store.Accounts.SetOperatorActiveAsync(uid, active) : await store.Directory.SetUserActiveAsync(uid, active);
        return isThere ? SwitchOutcome.Done : SwitchOutcome.NotFound;
    }

    private static async Task<bool> IsLastAsync(IStore store, string uid)
    {
        var canSignIn = (await store.Accounts.ListOperatorsAsync()).Where(one => one is { IsActive: true, HasPassword: true }).ToList();
        return canSignIn is [var last] && last.Uid == uid;
    }
}
