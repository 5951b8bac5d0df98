using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Imports;

/// <summary>A file that is kept in the store for an import which is about to be made.</summary>
/// <param name="Uid">The identifier that the import will have.</param>
/// <param name="Name">The file's name, as its user calls it; null where none was told.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record KeptFile(string Uid, string? Name, long Bytes);

/// <summary>Makes imports: by the API, the command line and the dashboard alike.</summary>
internal sealed class ImportQueue(IStore store, ChangeNotes notes, ImportSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Puts an import into the queue, and has its mapping remembered for the next file like it. A runner of some node takes it up
    /// (<see cref="ImportRunner"/>).
    /// </summary>
    /// <param name="customer">Whose.</param>
    /// <param name="book">The book that it goes into.</param>
    /// <param name="file">Its file.</param>
    /// <param name="plan">How the file is read and where its columns go; one of them is the phone.</param>
    /// <param name="by">Who imports it.</param>
    /// <param name="keep">What to keep with it, so that it is made once; null for nothing.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    public async Task<Written<Import>> AddAsync(
        CustomerId customer, BookId book, KeptFile file, FilePlan plan, Actor by, AnswerToKeep<Import>? keep, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var import = new NewImport(file.Uid, file.Name, file.Bytes, plan.Options.ToJson())
        {
            Change = notes.OfImport(file.Uid, file.Name, by, now),
            Remember = plan.Remember,
        };
        var written = await store.Imports.CreateAsync(customer, book, import, now, keep, cancellation);
        signal.Set();
        return written;
    }
}
