namespace ContactBooks.Storage.Migration;

/// <summary>What was moved, a row of each table counted in both databases.</summary>
/// <param name="Customers">Customers.</param>
/// <param name="Users">Their people.</param>
/// <param name="Tokens">Tokens, revoked and expired ones included.</param>
/// <param name="Books">Contact books.</param>
/// <param name="Contacts">Contacts.</param>
/// <param name="Memberships">Contacts in books; a contact in two books counts twice.</param>
/// <param name="SearchBlocks">Blocks of search lines.</param>
/// <param name="IdempotencyKeys">Answers kept for retries.</param>
/// <param name="IsAnalyzed">Whether PostgreSQL has counted what came in: its planner guesses until it has.</param>
public sealed record MigratedStore(
    long Customers, long Users, long Tokens, long Books, long Contacts, long Memberships, long SearchBlocks, long IdempotencyKeys, bool IsAnalyzed)
{
    internal static MigratedStore Of(IReadOnlyDictionary<string, long> counts, bool isAnalyzed) => new(
        counts["customers"],
        counts["users"],
        counts["tokens"],
        counts["books"],
        counts["contacts"],
        counts["memberships"],
        counts["search_blocks"],
        counts["idempotency_keys"],
        isAnalyzed);
}

/// <summary>How far a move has come.</summary>
/// <param name="Rows">Rows that are written, of all tables.</param>
/// <param name="TotalRows">Rows that there are.</param>
public readonly record struct MigrationProgress(long Rows, long TotalRows);

/// <summary>What has arrived is not what was there. Nothing of it was kept.</summary>
/// <param name="message">What differs, and what to do.</param>
public sealed class MigrationFailedException(string message) : Exception(message);
