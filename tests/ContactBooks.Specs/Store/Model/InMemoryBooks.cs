using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Contact books in the model.</summary>
internal sealed class InMemoryBooks(InMemoryStore store) : IBookStore
{
    public ValueTask<Written<Book>> CreateAsync(
        CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        store.Write(customer, keep, now, before =>
        {
            if (before.Books.Exists(one => one.Uid == book.Uid))
            {
                return default((Book, Holdings)?);
            }

            var created = new Book(
                new BookId(before.Books.Count + 1), book.Uid, book.Name, book.Description, book.Color, BookStatus.Active, 0, now, now);
            return (created, before with { Books = before.Books.Add(created) });
        });

    public ValueTask<Written<Book>> RenameAsync(
        CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        Change(customer, book, found => found with { Name = name, UpdatedAt = now }, now, keep);

    public ValueTask<Written<Book>> SetStatusAsync(
        CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation) =>
        Change(customer, book, found => found with { Status = status, UpdatedAt = now }, now, keep: null);

    public async ValueTask<Written<Change>> DeleteAsync(
        CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation)
    {
        var begun = new RecordedChange(change, book, now) { State = ChangeState.Running };
        var shown = await InMemoryHistory.ShownAsync(store, customer, begun, store.Of(customer).FindBook(book));
        return await store.Write(customer, keep, now, before => before.FindBook(book) is null
            ? default((Change, Holdings)?)
            : (shown, before with { Changes = before.Changes.Add(begun), DeletedBooks = before.DeletedBooks.Add(book, change.Uid) }));
    }

    public ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book)
    {
        var holdings = store.Of(customer);
        if (holdings.FindBook(book) is not { } found)
        {
            return ValueTask.FromResult<BookDeletionOutlook?>(null);
        }

        var inOthers = holdings.Memberships.Keys.Where(one => one.Book != book && holdings.FindBook(one.Book) is not null).Select(one => one.Phone).ToHashSet();
        return ValueTask.FromResult<BookDeletionOutlook?>(new BookDeletionOutlook(
            holdings.Counted(found).ContactCount, holdings.Memberships.Keys.Count(one => one.Book == book && !inOthers.Contains(one.Phone))));
    }

    public ValueTask<Book?> FindAsync(CustomerId customer, string bookUid)
    {
        var holdings = store.Of(customer);
        return ValueTask.FromResult(holdings.Books.Find(book => book.Uid == bookUid && holdings.IsThere(book)) is { } book ? holdings.Counted(book) : null);
    }

    public ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice)
    {
        var holdings = store.Of(customer);
        var newestFirst = holdings.Books.Reverse().Where(book => holdings.IsThere(book) && Matches(book, filter)).Select(holdings.Counted);
        var rest = slice.After is { } cursor
            ? newestFirst.Where(book => book.Id.Value < holdings.Books.Find(b => b.Uid == cursor.Uid)!.Id.Value)
            : newestFirst.Skip((int)Math.Min(slice.Offset, int.MaxValue));
        return ValueTask.FromResult(Pages.First(rest, slice.Limit, book => new BookCursor(book.Uid)));
    }

    private ValueTask<Written<Book>> Change(
        CustomerId customer, BookId book, Func<Book, Book> change, DateTimeOffset now, AnswerToKeep<Book>? keep) =>
        store.Write(customer, keep, now, before =>
        {
            if (before.FindBook(book) is not { } found)
            {
                return default((Book, Holdings)?);
            }

            var changed = change(found);
            return (before.Counted(changed), before with { Books = before.Books.Replace(found, changed) });
        });

    private static bool Matches(Book book, BookFilter filter) =>
        (filter.Status is null || book.Status == filter.Status) &&
        (filter.Search is null || Contains(book.Name, filter.Search) || Contains(book.Description, filter.Search));

    private static bool Contains(string? text, string wanted) =>
        text is not null && SearchText.Fold(text).Contains(SearchText.Fold(wanted), StringComparison.Ordinal);
}
