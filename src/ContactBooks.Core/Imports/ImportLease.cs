using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;

namespace ContactBooks.Core.Imports;

/// <summary>
/// The right of one node to work on an import until a moment. Whoever holds it extends it with each batch; after that moment
/// any node may take the import up where its last batch ended.
/// </summary>
/// <param name="Customer">Whose import it is.</param>
/// <param name="Book">The book that it goes into.</param>
/// <param name="Import">The import as it was when the lease began.</param>
/// <param name="Token">What tells this lease from any other of the import.</param>
public sealed record ImportLease(CustomerId Customer, BookId Book, Import Import, string Token);

/// <summary>What the holder of a lease hears when it tells of its progress.</summary>
public enum LeaseState
{
    /// <summary>Go on.</summary>
    Held,

    /// <summary>The user wants the import stopped.</summary>
    CancelRequested,

    /// <summary>Another node has it now. Nothing of what was told was taken.</summary>
    Lost,
}
