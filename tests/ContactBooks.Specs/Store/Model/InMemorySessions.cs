using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Who is signed in, in the model.</summary>
internal sealed class InMemorySessions : ISessionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Started> _sessions = [];
    private readonly InMemoryAccounts _accounts;
    private readonly InMemoryDirectory _directory;

    public InMemorySessions(InMemoryAccounts accounts, InMemoryDirectory directory)
    {
        _accounts = accounts;
        _directory = directory;
        accounts.PasswordSet += account => EndAll(account);
        accounts.LastSeen = LastSeen;
    }

    public async ValueTask StartAsync(NewSession session, DateTimeOffset now) =>
        await Do(() => _sessions[InMemoryAccounts.NameOf(session.Hash)] = new Started(session.AccountUid, now, now, session.ExpiresAt, null));

    public async ValueTask<Session?> FindAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now)
    {
        if (await Do(() => Find(hash)) is not { } started || started.ExpiresAt <= now)
        {
            return null;
        }

        if (await FindOperatorAsync(started.AccountUid) is { IsActive: true } one)
        {
            var opened = started.OpenedCustomerUid is { } uid ? await _directory.FindCustomerAsync(uid) : null;
            return new Session(one.Uid, one.Name, one.Email, AccountRole.Operator, opened, started.ExpiresAt, started.LastSeenAt, started.StartedAt);
        }

        return _directory.ListUsers().FirstOrDefault(entry => entry.User.Uid == started.AccountUid) is ({ IsActive: true } customer, { IsActive: true } user)
            ? new Session(user.Uid, user.Name, user.Email, user.Role, customer, started.ExpiresAt, started.LastSeenAt, started.StartedAt)
            : null;
    }

    public async ValueTask TouchAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now, DateTimeOffset expiresAt) =>
        await Do(() => Replace(hash, started => started.ExpiresAt <= now ? started : started with
        {
            LastSeenAt = started.LastSeenAt > now ? started.LastSeenAt : now,
            ExpiresAt = started.ExpiresAt > expiresAt ? started.ExpiresAt : expiresAt,
        }));

    public async ValueTask<bool> OpenCustomerAsync(ReadOnlyMemory<byte> hash, string? customerUid)
    {
        var isThere = customerUid is null || await _directory.FindCustomerAsync(customerUid) is not null;
        return isThere && await Do(() => Find(hash)) is { } started && await FindOperatorAsync(started.AccountUid) is not null
            && await Do(() => Replace(hash, session => session with { OpenedCustomerUid = customerUid }));
    }

    public async ValueTask EndAsync(ReadOnlyMemory<byte> hash) => await Do(() => _sessions.Remove(InMemoryAccounts.NameOf(hash)));

    public ValueTask<int> EndAllAsync(string accountUid) => ValueTask.FromResult(EndAll(accountUid));

    /// <summary>Forgets sessions that are over.</summary>
    public void Forget(DateTimeOffset now) => EndWhere(started => started.ExpiresAt <= now);

    private DateTimeOffset? LastSeen(string accountUid)
    {
        lock (_lock)
        {
            return _sessions.Values.Where(started => started.AccountUid == accountUid).Max(started => (DateTimeOffset?)started.LastSeenAt);
        }
    }

    private int EndAll(string accountUid) => EndWhere(started => started.AccountUid == accountUid);

    private int EndWhere(Func<Started, bool> isOver)
    {
        lock (_lock)
        {
            return _sessions.Where(entry => isOver(entry.Value)).ToList().Count(entry => _sessions.Remove(entry.Key));
        }
    }

    private async ValueTask<Operator?> FindOperatorAsync(string uid) =>
        (await _accounts.ListOperatorsAsync()).FirstOrDefault(account => account.Uid == uid);

    private Started? Find(ReadOnlyMemory<byte> hash) => _sessions.GetValueOrDefault(InMemoryAccounts.NameOf(hash));

    private bool Replace(ReadOnlyMemory<byte> hash, Func<Started, Started> by)
    {
        if (Find(hash) is not { } started)
        {
            return false;
        }

        _sessions[InMemoryAccounts.NameOf(hash)] = by(started);
        return true;
    }

    private ValueTask<T> Do<T>(Func<T> work)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(work());
        }
    }

    private sealed record Started(
        string AccountUid, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, string? OpenedCustomerUid);
}
