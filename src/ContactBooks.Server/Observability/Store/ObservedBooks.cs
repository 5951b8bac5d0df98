using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Books, observed.</summary>
internal sealed class ObservedBooks(IBookStore books, StoreTelemetry telemetry) : IBookStore
{
    public ValueTask<Written<Book>> CreateAsync(CustomerId customer, NewBook book, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "create_book",
            (books, customer, book, now, keep, cancellation),
            static with => with.books.CreateAsync(with.customer, with.book, with.now, with.keep, with.cancellation));

    public ValueTask<Written<Book>> RenameAsync(
        CustomerId customer, BookId book, string name, DateTimeOffset now, AnswerToKeep<Book>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "rename_book",
            (books, customer, book, name, now, keep, cancellation),
            static with => with.books.RenameAsync(with.customer, with.book, with.name, with.now, with.keep, with.cancellation));

    public ValueTask<Written<Change>> DeleteAsync(
        CustomerId customer, BookId book, NewChange change, DateTimeOffset now, AnswerToKeep<Change>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "delete_book",
            (books, customer, book, change, now, keep, cancellation),
            static with => with.books.DeleteAsync(with.customer, with.book, with.change, with.now, with.keep, with.cancellation));

    public ValueTask<BookDeletionOutlook?> PredictDeletionAsync(CustomerId customer, BookId book) =>
        telemetry.Run("predict_deletion", (books, customer, book), static with => with.books.PredictDeletionAsync(with.customer, with.book));

    public ValueTask<Written<Book>> SetStatusAsync(
        CustomerId customer, BookId book, BookStatus status, DateTimeOffset now, CancellationToken cancellation) =>
        telemetry.Run(
            "set_book_status",
            (books, customer, book, status, now, cancellation),
            static with => with.books.SetStatusAsync(with.customer, with.book, with.status, with.now, with.cancellation));

    public ValueTask<Book?> FindAsync(CustomerId customer, string bookUid) =>
        telemetry.Run("find_book", (books, customer, bookUid), static with => with.books.FindAsync(with.customer, with.bookUid));

    public ValueTask<Page<Book, BookCursor>> ListAsync(CustomerId customer, BookFilter filter, Slice<BookCursor> slice) =>
        telemetry.Run("list_books", (books, customer, filter, slice), static with => with.books.ListAsync(with.customer, with.filter, with.slice));
}
