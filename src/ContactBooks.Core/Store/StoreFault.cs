namespace ContactBooks.Core.Store;

/// <summary>What kept the store from its work, when it was not the request's fault.</summary>
public enum StoreFaultKind
{
    /// <summary>The database can't be reached or used now. Nothing was written.</summary>
    Unavailable,

    /// <summary>No space is left. Nothing was written.</summary>
    Full,

    /// <summary>The connection ended during COMMIT: whether it was written is not known.</summary>
    OutcomeUnknown,
}

/// <summary>The store could not do its work. Every engine maps its own errors to this; its message has no data of customers.</summary>
public sealed class StoreFaultException : Exception
{
    /// <summary>A fault of the store.</summary>
    public StoreFaultException(StoreFaultKind kind, string message, Exception? cause = null)
        : base(message, cause) => Kind = kind;

    /// <summary>What it means for the request.</summary>
    public StoreFaultKind Kind { get; }
}

/// <summary>The database was made by a newer version, or is none of ours: opening it was refused and nothing was touched.</summary>
public sealed class StoreRefusedException(string message) : Exception(message);
