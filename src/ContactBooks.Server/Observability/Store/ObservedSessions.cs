using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Who is signed in, observed.</summary>
internal sealed class ObservedSessions(ISessionStore sessions, StoreTelemetry telemetry) : ISessionStore
{
    public ValueTask StartAsync(NewSession session, DateTimeOffset now) =>
        telemetry.Run("start_session", (sessions, session, now), static with => with.sessions.StartAsync(with.session, with.now));

    public ValueTask<Session?> FindAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        telemetry.Run("find_session", (sessions, hash, now), static with => with.sessions.FindAsync(with.hash, with.now));

    public ValueTask TouchAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now, DateTimeOffset expiresAt) =>
        telemetry.Run(
            "touch_session",
            (sessions, hash, now, expiresAt),
            static with => with.sessions.TouchAsync(with.hash, with.now, with.expiresAt));

    public ValueTask<bool> OpenCustomerAsync(ReadOnlyMemory<byte> hash, string? customerUid) =>
        telemetry.Run("open_customer", (sessions, hash, customerUid), static with => with.sessions.OpenCustomerAsync(with.hash, with.customerUid));

    public ValueTask EndAsync(ReadOnlyMemory<byte> hash) =>
        telemetry.Run("end_session", (sessions, hash), static with => with.sessions.EndAsync(with.hash));

    public ValueTask<int> EndAllAsync(string accountUid) =>
        telemetry.Run("end_sessions", (sessions, accountUid), static with => with.sessions.EndAllAsync(with.accountUid));
}
