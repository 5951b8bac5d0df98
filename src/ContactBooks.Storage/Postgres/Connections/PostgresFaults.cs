using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>What an error of PostgreSQL or of the connection to it means for the work that met it.</summary>
internal enum PostgresFault
{
    /// <summary>A fault of this program: wrong SQL, a constraint that should have held. Never tried again.</summary>
    Ours,

    /// <summary>Another transaction was in the way and the server rolled this one back: done again at once.</summary>
    Conflict,

    /// <summary>The connection is gone, or leads to a server that is going, coming or a standby: done again elsewhere, if COMMIT wasn't sent.</summary>
    ConnectionLost,

    /// <summary>The server can't do it now, and again at once would not help.</summary>
    Unavailable,

    /// <summary>No space is left.</summary>
    Full,
}

/// <summary>
/// The classifier of SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html). It is our own because the
/// driver's <see cref="NpgsqlException.IsTransient"/> counts a full disk as transient and doesn't count a demoted primary.
/// </summary>
internal static class PostgresFaults
{
    /// <summary>What it means.</summary>
    public static PostgresFault Of(Exception e) => e switch
    {
        UploadRaceException => PostgresFault.Conflict,

        // The look before ON CONFLICT goes through the index by phone, and can miss a row that another transaction is moving at that
        // very moment: its new place is behind the look, its old one is dead. The row is then inserted, and refused by an index that
        // isn't the conflict's: seen once, in RandomRaceSpecs on a busy machine. Done again, it finds the row. (Sharded, the
        // constraint has a shard's number after its name.)
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name }
            when name.StartsWith("contacts_", StringComparison.Ordinal) => PostgresFault.Conflict,
        PostgresException server => OfState(server.SqlState),
        NpgsqlException { InnerException: TimeoutException } => PostgresFault.Unavailable,
        NpgsqlException => PostgresFault.ConnectionLost,

        // The driver lets some of these through as they are, if the connection ends while it is handed out.
        System.Net.Sockets.SocketException or IOException or TimeoutException => PostgresFault.ConnectionLost,
        ObjectDisposedException { ObjectName: { } name } when name.StartsWith("Npgsql", StringComparison.Ordinal) => PostgresFault.Unavailable,
        _ => PostgresFault.Ours,
    };

    /// <summary>What a SQLSTATE means.</summary>
    public static PostgresFault OfState(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => PostgresFault.Conflict,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => PostgresFault.ConnectionLost,

        // The server ends sessions that lie idle, if it is set so: in the pool (57P05), or in a transaction that waited for us (25P03).
        "57P05" or "25P03" => PostgresFault.ConnectionLost,

        // A transaction took longer than the server is set to allow.
        "25P04" => PostgresFault.Unavailable,

        // A primary that has become a standby says this to every write.
        PostgresErrorCodes.ReadOnlySqlTransaction => PostgresFault.ConnectionLost,
        PostgresErrorCodes.DiskFull => PostgresFault.Full,

        // A role without rights on the schema, as every new role since PostgreSQL 15: `contactbooks doctor` tells it apart.
        PostgresErrorCodes.InsufficientPrivilege => PostgresFault.Unavailable,
        _ => OfClass(state),
    };

    /// <summary>The store's word for it; null for a fault of ours. The messages have nothing of what was sent.</summary>
    public static StoreFaultException? Translate(Exception e) => (Of(e), e) switch
    {
        (PostgresFault.Ours, _) => null,
        (PostgresFault.Full, _) => new StoreFaultException(StoreFaultKind.Full, "No space is left on the disk of the database.", e),
        (PostgresFault.Conflict, _) => new StoreFaultException(StoreFaultKind.Unavailable, "The database is too contended.", e),
        (_, PostgresException { SqlState: var state }) => new StoreFaultException(StoreFaultKind.Unavailable, $"PostgreSQL can't be used now: SQLSTATE {state}.", e),
        _ => new StoreFaultException(StoreFaultKind.Unavailable, "PostgreSQL can't be reached, or none of its hosts is a primary.", e),
    };

    private static PostgresFault OfClass(string state) => state.Length < 2 ? PostgresFault.Ours : state[..2] switch
    {
        "08" => PostgresFault.ConnectionLost, // connection exception
        "28" or "3D" => PostgresFault.Unavailable, // wrong password or role; no such database
        "53" or "57" or "58" => PostgresFault.Unavailable, // too many connections, out of memory; cancelled; I/O errors
        "55" => PostgresFault.Unavailable, // a lock that can't be had
        "XX" => PostgresFault.Unavailable, // corrupted data or index, and internal errors
        _ => PostgresFault.Ours,
    };
}
