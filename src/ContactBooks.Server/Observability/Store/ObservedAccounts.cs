using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Operators, sign-in and invitations, observed.</summary>
internal sealed class ObservedAccounts(IAccountStore accounts, StoreTelemetry telemetry) : IAccountStore
{
    public ValueTask<bool> HasOperatorAsync() => telemetry.Run("has_operator", accounts, static accounts => accounts.HasOperatorAsync());

    public ValueTask<IReadOnlyList<Operator>> ListOperatorsAsync() =>
        telemetry.Run("list_operators", accounts, static accounts => accounts.ListOperatorsAsync());

    public ValueTask<Page<Account, AccountCursor>> SearchAsync(AccountFilter filter, Slice<AccountCursor> slice) =>
        telemetry.Run("search_accounts", (accounts, filter, slice), static with => with.accounts.SearchAsync(with.filter, with.slice));

    public ValueTask<SwitchOutcome> SetOperatorActiveAsync(string operatorUid, bool active) =>
        telemetry.Run(
            "set_operator_active",
            (accounts, operatorUid, active),
            static with => with.accounts.SetOperatorActiveAsync(with.operatorUid, with.active));

    public ValueTask<bool> SetPasswordHashAsync(string accountUid, string passwordHash) =>
        telemetry.Run(
            "set_password_hash",
            (accounts, accountUid, passwordHash),
            static with => with.accounts.SetPasswordHashAsync(with.accountUid, with.passwordHash));

    public ValueTask<IReadOnlyList<SignIn>> FindSignInsAsync(string email) =>
        telemetry.Run("find_sign_ins", (accounts, email), static with => with.accounts.FindSignInsAsync(with.email));

    public ValueTask InviteAsync(ReadOnlyMemory<byte> hash, Invitation invitation, DateTimeOffset now) =>
        telemetry.Run("invite", (accounts, hash, invitation, now), static with => with.accounts.InviteAsync(with.hash, with.invitation, with.now));

    public ValueTask<Invitation?> FindInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        telemetry.Run("find_invitation", (accounts, hash, now), static with => with.accounts.FindInvitationAsync(with.hash, with.now));

    public ValueTask<Operator?> CreateOperatorAsync(NewOperator account, ReadOnlyMemory<byte>? invitation, DateTimeOffset now) =>
        telemetry.Run(
            "create_operator",
            (accounts, account, invitation, now),
            static with => with.accounts.CreateOperatorAsync(with.account, with.invitation, with.now));

    public ValueTask<bool> UseInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        telemetry.Run("use_invitation", (accounts, hash, now), static with => with.accounts.UseInvitationAsync(with.hash, with.now));
}
