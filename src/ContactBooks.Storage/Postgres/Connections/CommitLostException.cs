namespace ContactBooks.Storage.Postgres;

/// <summary>COMMIT was sent and its answer never came: whether the transaction took effect is not known.</summary>
internal sealed class CommitLostException(Exception cause) : Exception("The answer to COMMIT was lost.", cause);
