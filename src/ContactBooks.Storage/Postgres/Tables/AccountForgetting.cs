namespace ContactBooks.Storage.Postgres;

/// <summary>Forgets sessions and invitations that are over.</summary>
internal sealed class AccountForgetting(PostgresDatabase database)
{
    private const string OldSessions = "select secret_hash from sessions where expires_at <= $1 order by secret_hash limit $2";

    private const string DeleteSession = "delete from sessions where expires_at <= $1 and secret_hash = $2";

    private const string OldInvitations = "select secret_hash from invitations where expires_at <= $1 order by secret_hash limit $2";

    private const string DeleteInvitation = "delete from invitations where expires_at <= $1 and secret_hash = $2";

    /// <summary>One step; true if there may be more to forget.</summary>
    public async ValueTask<bool> StepAsync(DateTimeOffset now) =>
        await Forgetting.StepAsync(database, OldSessions, DeleteSession, now, (key, row) => key.BindBytes(row.Bytes(0))) ||
        await Forgetting.StepAsync(database, OldInvitations, DeleteInvitation, now, (key, row) => key.BindBytes(row.Bytes(0)));
}
