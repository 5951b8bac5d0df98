using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Operators, sign-in and invitations in the model.</summary>
internal sealed class InMemoryAccounts(InMemoryDirectory directory) : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly List<Operator> _operators = [];
    private readonly Dictionary<string, string> _passwords = [];
    private readonly Dictionary<string, Invitation> _invitations = [];

    /// <summary>When an account's sessions were last touched; null where it has none.</summary>
    public Func<string, DateTimeOffset?> LastSeen { get; set; } = _ => null;

    /// <summary>An account has another password.</summary>
    public event Action<string>? PasswordSet;

    public ValueTask<bool> HasOperatorAsync() => Do(HasOperator);

    public ValueTask<IReadOnlyList<Operator>> ListOperatorsAsync() => Do<IReadOnlyList<Operator>>(() => [.. _operators]);

    public ValueTask<Page<Account, AccountCursor>> SearchAsync(AccountFilter filter, Slice<AccountCursor> slice) =>
        Do(() =>
        {
            var found = AllAccounts()
                .OrderBy(account => account.Role != AccountRole.Operator)
                .ThenBy(account => account.CreatedAt)
                .ThenBy(account => account.Uid, StringComparer.Ordinal)
                .Where(account => filter.Search is null || Has(account.Name, filter.Search) || Has(account.Email, filter.Search))
                .Where(account => filter.Role is null || account.Role == filter.Role)
                .Where(account => filter.CustomerUid is null || account.CustomerUid == filter.CustomerUid)
                .ToList();
            var start = slice.After is { } after ? 1 + found.FindIndex(account => AccountCursor.Of(account) == after) : (int)slice.Offset;
            return new Page<Account, AccountCursor>(
                [.. found.Skip(start).Take(slice.Limit)],
                found.Count > start + slice.Limit ? AccountCursor.Of(found[start + slice.Limit - 1]) : null);
        });

    public ValueTask<SwitchOutcome> SetOperatorActiveAsync(string operatorUid, bool active) =>
        Do(() =>
            !active && _operators.FindAll(CanSignIn) is [var last] && last.Uid == operatorUid ? SwitchOutcome.LastOperator
            : Replace(operatorUid, account => account with { IsActive = active }) ? SwitchOutcome.Done
            : SwitchOutcome.NotFound);

    public ValueTask<bool> SetPasswordHashAsync(string accountUid, string passwordHash) =>
        Do(() =>
        {
            if (!directory.NotePassword(accountUid) && !Replace(accountUid, account => account with { HasPassword = true }))
            {
                return false;
            }

            _passwords[accountUid] = passwordHash;
            ForgetWhere(invitation => invitation.AccountUid == accountUid);
            PasswordSet?.Invoke(accountUid);
            return true;
        });

    public ValueTask<IReadOnlyList<SignIn>> FindSignInsAsync(string email) =>
        Do<IReadOnlyList<SignIn>>(() =>
        [
            .. from account in _operators
               where account.IsActive && IsSame(account.Email, email)
               select new SignIn(account.Uid, AccountRole.Operator, _passwords.GetValueOrDefault(account.Uid)),
            .. from entry in directory.ListUsers()
               where entry.User.IsActive && entry.Customer.IsActive && IsSame(entry.User.Email, email)
               select new SignIn(entry.User.Uid, entry.User.Role, _passwords.GetValueOrDefault(entry.User.Uid)),
        ]);

    public async ValueTask InviteAsync(ReadOnlyMemory<byte> hash, Invitation invitation, DateTimeOffset now) =>
        await Do(() => _invitations[NameOf(hash)] = invitation);

    public ValueTask<Invitation?> FindInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) => Do(() => FindInvitation(hash, now));

    public ValueTask<Operator?> CreateOperatorAsync(NewOperator account, ReadOnlyMemory<byte>? invitation, DateTimeOffset now) =>
        Do(() =>
        {
            if (invitation is { } hash && (FindInvitation(hash, now)?.Purpose != InvitationPurpose.FirstOperator || !_invitations.Remove(NameOf(hash))))
            {
                return null;
            }

            var made = new Operator(account.Uid, account.Name, account.Email, account.PasswordHash is not null, true, now);
            _operators.Add(made);
            if (account.PasswordHash is { } password)
            {
                _passwords[account.Uid] = password;
            }

            return made;
        });

    public ValueTask<bool> UseInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        Do(() => FindInvitation(hash, now) is not null && _invitations.Remove(NameOf(hash)));

    /// <summary>Forgets invitations that are over.</summary>
    public void Forget(DateTimeOffset now)
    {
        lock (_lock)
        {
            ForgetWhere(invitation => invitation.ExpiresAt <= now);
        }
    }

    /// <summary>What a dictionary knows a hash by.</summary>
    internal static string NameOf(ReadOnlyMemory<byte> hash) => Convert.ToHexString(hash.Span);

    private static bool IsSame(string? email, string other) => email is not null && email.Length == other.Length && email.Zip(other).All(
        pair => pair.First == pair.Second || (char.IsAsciiLetter(pair.First) && char.IsAsciiLetter(pair.Second) && (pair.First ^ pair.Second) == ' '));

    private static bool Has(string? text, string part) => text is not null && Lower(text).Contains(Lower(part), StringComparison.Ordinal);

    private static string Lower(string text) => string.Concat(text.Select(one => char.IsAsciiLetterUpper(one) ? (char)(one | ' ') : one));

    private IEnumerable<Account> AllAccounts() =>
    [
        .. _operators.Select(one => new Account(
            one.Uid, one.Name, one.Email, AccountRole.Operator, null, null, one.HasPassword, one.IsActive, one.CreatedAt, LastSeen(one.Uid))),
        .. from entry in directory.ListUsers()
           let user = entry.User
           select new Account(
               user.Uid, user.Name, user.Email, user.Role, user.CustomerUid, entry.Customer.Name, user.HasPassword, user.IsActive, user.CreatedAt,
               LastSeen(user.Uid)),
    ];

    private void ForgetWhere(Func<Invitation, bool> isVoid)
    {
        foreach (var (name, invitation) in _invitations)
        {
            if (isVoid(invitation))
            {
                _invitations.Remove(name);
            }
        }
    }

    private bool HasOperator() => _operators.Exists(CanSignIn);

    private static bool CanSignIn(Operator account) => account is { IsActive: true, HasPassword: true };

    private Invitation? FindInvitation(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        _invitations.GetValueOrDefault(NameOf(hash)) is { } invitation && invitation.ExpiresAt > now &&
        !(invitation.Purpose == InvitationPurpose.FirstOperator && HasOperator())
            ? invitation
            : null;

    private bool Replace(string uid, Func<Operator, Operator> by)
    {
        var index = _operators.FindIndex(account => account.Uid == uid);
        if (index >= 0)
        {
            _operators[index] = by(_operators[index]);
        }

        return index >= 0;
    }

    private ValueTask<T> Do<T>(Func<T> work)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(work());
        }
    }
}
