using ContactBooks.Core.Accounts;

namespace ContactBooks.Core.Store;

/// <summary>
/// The accounts that people sign in to: the server's operators, and what of customers' users belongs to signing in. An
/// account is named by its identifier, whichever of the two it is. Passwords and the secrets of links come here as hashes.
/// </summary>
public interface IAccountStore
{
    /// <summary>Whether there is an operator who can sign in: an active one with a password.</summary>
    ValueTask<bool> HasOperatorAsync();

    /// <summary>All operators, the oldest first.</summary>
    ValueTask<IReadOnlyList<Operator>> ListOperatorsAsync();

    /// <summary>Accounts that a filter lets through, operators first, then users, the oldest first.</summary>
    ValueTask<Page<Account, AccountCursor>> SearchAsync(AccountFilter filter, Slice<AccountCursor> slice);

    /// <summary>
    /// Switches an operator on or off. Of those who can sign in, see <see cref="HasOperatorAsync"/>, one stays, however many are switched off
    /// at once.
    /// </summary>
    ValueTask<SwitchOutcome> SetOperatorActiveAsync(string operatorUid, bool active);

    /// <summary>
    /// Sets the hash of an account's password, ends its sessions and voids its invitations, all or nothing; false if there is no such account.
    /// </summary>
    ValueTask<bool> SetPasswordHashAsync(string accountUid, string passwordHash);

    /// <summary>
    /// What an email address may sign in to, without regard to the case of ASCII letters: operators first, then users, the
    /// oldest first. Only active ones, whose customer is active too.
    /// </summary>
    ValueTask<IReadOnlyList<SignIn>> FindSignInsAsync(string email);

    /// <summary>Keeps an invitation until it is used or over.</summary>
    ValueTask InviteAsync(ReadOnlyMemory<byte> hash, Invitation invitation, DateTimeOffset now);

    /// <summary>
    /// The invitation of that hash; null for one that was never given, is used or over. One for the first operator is over as
    /// soon as <see cref="HasOperatorAsync"/> says that there is one.
    /// </summary>
    ValueTask<Invitation?> FindInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now);

    /// <summary>
    /// Makes an operator. By an invitation for the first one it uses that up, both or neither; of any number who try at once,
    /// by the same invitation or by others, one becomes the first.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="invitation">The hash of an invitation; null for a caller who needs none: an operator, or the command line.</param>
    /// <param name="now">When.</param>
    /// <returns>The operator; null if the invitation can't be found as above, or is for something else.</returns>
    ValueTask<Operator?> CreateOperatorAsync(NewOperator account, ReadOnlyMemory<byte>? invitation, DateTimeOffset now);

    /// <summary>Uses an invitation up, if it could be found: true for exactly one who tries.</summary>
    ValueTask<bool> UseInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now);
}
