namespace ContactBooks.Storage.Sqlite;

/// <summary>Forgets sessions and invitations that are over.</summary>
internal static class AccountForgetting
{
    private const string Sessions =
        "delete from sessions where secret_hash in (select secret_hash from sessions where expires_at <= ? limit ?)";

    private const string Invitations =
        "delete from invitations where secret_hash in (select secret_hash from invitations where expires_at <= ? limit ?)";

    private const int AtOnce = 500;

    /// <summary>One step; true if there may be more to forget.</summary>
    public static bool Step(SqliteSession session, DateTimeOffset now) =>
        session.Change(session.Prepare(Sessions).Bind(0, now).Bind(1, AtOnce)) == AtOnce
        || session.Change(session.Prepare(Invitations).Bind(0, now).Bind(1, AtOnce)) == AtOnce;
}
