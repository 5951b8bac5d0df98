using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.History;

/// <summary>Deletes books, whoever asks for it: the book is gone at once, and its contacts leave it afterwards (<see cref="ChangeRunner"/>).</summary>
internal sealed class BookDeletions(IStore store, ChangeNotes notes, ChangeSignal signal, TimeProvider clock)
{
    /// <summary>Begins it.</summary>
    /// <param name="customer">Whose book it is.</param>
    /// <param name="book">The book.</param>
    /// <param name="by">Who deletes it.</param>
    /// <param name="keep">The key and how to render its answer; null for none.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    public async ValueTask<Written<Change>> BeginAsync(
        CustomerId customer, BookId book, Actor by, AnswerToKeep<Change>? keep, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var written = await store.Books.DeleteAsync(customer, book, notes.OfBookDeletion(by, now), now, keep, cancellation);
        signal.Set();
        return written;
    }
}
