using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>A part of what came into books and left them.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">The place to go on after; null at the end.</param>
public sealed record HistoryPart(IReadOnlyList<HistoryEntry> Entries, string? Next);

/// <summary>Reads what came into a customer's books and left them, with the imports that it came by.</summary>
internal sealed class HistoryReader(IStore store, ChangeNotes notes, TimeProvider clock)
{
    private const int PageSize = 25;

    /// <summary>Whether anything is recorded, to be undone. Where it isn't, a book has its imports alone.</summary>
    public bool IsRecorded => notes.AreTaken;

    /// <summary>Reads a part.</summary>
    /// <param name="customer">Whose books.</param>
    /// <param name="book">Only that one; null for all.</param>
    /// <param name="kind">Only changes of that kind; null for all.</param>
    /// <param name="cursor">Where to go on after; from the beginning where it is no place.</param>
    public async Task<HistoryPart> ReadAsync(CustomerId customer, Book? book, ChangeKind? kind, string? cursor) =>
        IsRecorded ? await ReadChangesAsync(customer, new ChangeFilter(book?.Id, kind), cursor)
        : book is not null ? await ReadImportsAsync(customer, book, cursor)
        : new HistoryPart([], null);

    /// <summary>Changes, with the imports that they came by.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> DescribeAsync(CustomerId customer, IEnumerable<Change> changes)
    {
        var books = new Dictionary<string, BookId?>();
        var entries = new List<HistoryEntry>();
        foreach (var change in changes)
        {
            entries.Add(new HistoryEntry(change, await FindImportAsync(customer, change, books)));
        }

        return entries;
    }

    private async Task<HistoryPart> ReadChangesAsync(CustomerId customer, ChangeFilter filter, string? cursor)
    {
        ChangeCursor? after = cursor is not null && ChangeCursor.TryParse(cursor, out var place) ? place : null;
        var page = await store.History.ListAsync(customer, filter, new Slice<ChangeCursor>(0, PageSize, after), clock.GetUtcNow());
        return new HistoryPart(await DescribeAsync(customer, page.Items), page.Next?.ToString());
    }

    private async Task<HistoryPart> ReadImportsAsync(CustomerId customer, Book book, string? cursor)
    {
        ImportCursor? after = cursor is not null && ImportCursor.TryParse(cursor, out var place) ? place : null;
        var page = await store.Imports.ListAsync(customer, book.Id, new Slice<ImportCursor>(0, PageSize, after));
        return new HistoryPart([.. page.Items.Select(import => new HistoryEntry(null, import))], page.Next?.ToString());
    }

    /// <param name="customer">Whose.</param>
    /// <param name="change">What may have come by an import.</param>
    /// <param name="books">The books that were looked up before.</param>
    private async Task<Import?> FindImportAsync(CustomerId customer, Change change, Dictionary<string, BookId?> books)
    {
        if (change is not { Kind: ChangeKind.Import, BookUid: { } uid })
        {
            return null;
        }

        if (!books.TryGetValue(uid, out var book))
        {
            books[uid] = book = (await store.Books.FindAsync(customer, uid))?.Id;
        }

        return book is { } there ? await store.Imports.FindAsync(customer, there, change.Uid) : null;
    }
}
