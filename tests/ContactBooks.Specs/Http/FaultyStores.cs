using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Http;

/// <summary>A store whose books answer what a test says and whose other parts are the real ones.</summary>
internal class StoreWithBooks(IStore store, IBookStore books) : IStore
{
    public IDirectory Directory => store.Directory;

    public IBookStore Books => books;

    public virtual IContactStore Contacts => store.Contacts;

    public IKeyStore Keys => store.Keys;

    public ILimitStore Limits => store.Limits;

    public virtual IImportStore Imports => store.Imports;

    public ISuppressionStore Suppressions => store.Suppressions;

    public virtual ICustomFieldStore CustomFields => store.CustomFields;

    public virtual IHistoryStore History => store.History;

    public virtual IStatisticsStore Statistics => store.Statistics;

    public IAccountStore Accounts => store.Accounts;

    public ISessionStore Sessions => store.Sessions;

    public virtual IPasskeyStore Passkeys => store.Passkeys;

    public virtual IKeyRingStore KeyRing => store.KeyRing;

    public int WaitingWrites => store.WaitingWrites;

    public ValueTask PingAsync(CancellationToken cancellation) => store.PingAsync(cancellation);

    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation) => store.ReadStatusAsync(cancellation);

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation) => store.MaintainAsync(now, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A store that can't reach its books: a full disk or a lost database can't be had on demand everywhere.</summary>
internal sealed class BrokenStore(IStore store, Exception fault) : StoreWithBooks(store, new BrokenBooks(fault))
{
    private sealed class BrokenBooks(Exception fault) : IBookStore
    {
        public ValueTask<Written<Book>> CreateAsync(CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
            throw fault;

        public ValueTask<Written<Book>> RenameAsync(
            CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) => throw fault;

        public ValueTask<Written<Change>> DeleteAsync(
            CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation) => throw fault;

        public ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book) => throw fault;

        public ValueTask<Written<Book>> SetStatusAsync(
            CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation) => throw fault;

        public ValueTask<Book?> FindAsync(CustomerId customer, string bookUid) => throw fault;

        public ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice) => throw fault;
    }
}

/// <summary>A store that holds the making of a book inside its transaction until a test lets it go.</summary>
internal sealed class HeldStore(IStore store, TaskCompletionSource entered, Task gate) : StoreWithBooks(store, new HeldBooks(store.Books, entered, gate))
{
    private sealed class HeldBooks(IBookStore books, TaskCompletionSource entered, Task gate) : IBookStore
    {
        public ValueTask<Written<Book>> CreateAsync(CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation)
        {
            // The rendering of the answer to keep is called inside the transaction, while the key is under way.
            var held = keep is null ? null : keep with
            {
                Render = made =>
                {
                    entered.TrySetResult();
                    gate.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
                    return keep.Render(made);
                },
            };
            return books.CreateAsync(customer, book, now, held, cancellation);
        }

        public ValueTask<Written<Book>> RenameAsync(
            CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
            books.RenameAsync(customer, book, name, now, keep, cancellation);

        public ValueTask<Written<Change>> DeleteAsync(
            CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation) =>
            books.DeleteAsync(customer, book, change, now, keep, cancellation);

        public ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book) => books.PredictDeletionAsync(customer, book);

        public ValueTask<Written<Book>> SetStatusAsync(
            CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation) =>
            books.SetStatusAsync(customer, book, status, now, cancellation);

        public ValueTask<Book?> FindAsync(CustomerId customer, string bookUid) => books.FindAsync(customer, bookUid);

        public ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice) =>
            books.ListAsync(customer, filter, slice);
    }
}
