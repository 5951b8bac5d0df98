using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Forgets what imports leave behind: the files of those that have ended or were never made; after their time the imports themselves, and
/// the mappings that they left.
/// </summary>
internal sealed class ImportForgetting(PostgresDatabase database)
{
    private const string OldPieces =
        """
        select p.customer_id, p.import_uid, p.piece from import_pieces p
        where p.kept_at <= $1 and not exists (
          select 1 from imports i where i.customer_id = p.customer_id and i.import_uid = p.import_uid and i.ended_at is null)
        order by p.customer_id, p.import_uid collate "C", p.piece limit $2
        """;

    private const string DeletePiece =
        """
        delete from import_pieces where kept_at <= $1 and customer_id = $2 and import_uid = $3 and piece = $4
          and not exists (select 1 from imports i where i.customer_id = $2 and i.import_uid = $3 and i.ended_at is null)
        """;

    private const string OldRejects =
        """
        select r.customer_id, r.import_uid, r.row_number from import_rejects r
        where exists (
          select 1 from imports i where i.customer_id = r.customer_id and i.import_uid = r.import_uid and i.ended_at <= $1)
        order by r.customer_id, r.import_uid collate "C", r.row_number limit $2
        """;

    private const string DeleteReject =
        "delete from import_rejects where $1::bigint is not null and customer_id = $2 and import_uid = $3 and row_number = $4";

    private const string OldImports =
        """select customer_id, import_uid from imports where ended_at <= $1 order by customer_id, import_uid collate "C" limit $2""";

    private const string DeleteImport = "delete from imports where ended_at <= $1 and customer_id = $2 and import_uid = $3";

    /// <summary>How long the pieces of a file wait for their import to be made, or stay after its end.</summary>
    private static readonly TimeSpan PatienceOfPieces = TimeSpan.FromDays(1);

    /// <summary>One step; true if there may be more to forget.</summary>
    public async ValueTask<bool> StepAsync(DateTimeOffset now) =>
        await Forgetting.StepAsync(
            database, OldPieces, DeletePiece, now - PatienceOfPieces,
            (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)).Bind(row.GetInt64(2))) ||
        await Forgetting.StepAsync(
            database, OldRejects, DeleteReject, now - IImportStore.Lifetime,
            (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)).Bind(row.GetInt64(2))) ||
        await Forgetting.StepAsync(
            database, OldImports, DeleteImport, now - IImportStore.Lifetime,
            (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1))) ||
        await RememberedMappings.ForgetAsync(database, now);
}
