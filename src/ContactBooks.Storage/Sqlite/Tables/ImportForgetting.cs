using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Forgets what imports leave behind: the files of those that have ended or were never made; after their time the imports themselves, and
/// the mappings that they left.
/// </summary>
internal static class ImportForgetting
{
    private const string Pieces =
        """
        delete from import_pieces where rowid in (
          select p.rowid from import_pieces p
          where p.kept_at <= ? and not exists (
            select 1 from imports i where i.customer_id = p.customer_id and i.import_uid = p.import_uid and i.ended_at is null)
          limit ?)
        """;

    private const string Rejects =
        """
        delete from import_rejects where (customer_id, import_uid, row_number) in (
          select r.customer_id, r.import_uid, r.row_number
          from imports i join import_rejects r on r.customer_id = i.customer_id and r.import_uid = i.import_uid
          where i.ended_at <= ? limit ?)
        """;

    private const string Imports =
        """
        delete from imports where (customer_id, import_uid) in (
          select i.customer_id, i.import_uid from imports i where i.ended_at <= ? limit ?)
        """;

    private const int PiecesAtOnce = 8;
    private const int RowsAtOnce = 500;

    /// <summary>How long the pieces of a file wait for their import to be made, or stay after its end.</summary>
    private static readonly TimeSpan PatienceOfPieces = TimeSpan.FromDays(1);

    /// <summary>One step; true if there may be more to forget.</summary>
    public static bool Step(SqliteSession session, DateTimeOffset now) =>
        Forget(session, Pieces, now - PatienceOfPieces, PiecesAtOnce) ||
        Forget(session, Rejects, now - IImportStore.Lifetime, RowsAtOnce) ||
        Forget(session, Imports, now - IImportStore.Lifetime, RowsAtOnce) ||
        RememberedMappings.Forget(session, now);

    private static bool Forget(SqliteSession session, string sql, DateTimeOffset time, int atOnce)
    {
        session.Prepare(sql).Bind(0, time).Bind(1, atOnce).Run();
        return session.Changes == atOnce;
    }
}
