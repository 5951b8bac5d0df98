using ContactBooks.Core.History;
using ContactBooks.Server.Dashboard.Imports;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>A change that touched a contact.</summary>
/// <param name="Entry">The change, as the history tells it.</param>
/// <param name="Did">What it did to the contact.</param>
/// <param name="Former">The fields that it changed, as they were before.</param>
public sealed record ContactTouch(HistoryEntry Entry, ContactChange Did, IReadOnlyList<ContactField> Former)
{
    /// <summary>The books that the contact left. Of a book's deletion that book, which has its name from the change.</summary>
    public IEnumerable<LeftBook> Left => Entry is { Kind: ChangeKind.BookDeletion, Change: { } deletion } ? [new LeftBook(deletion.BookUid, deletion.BookName)] : Did.Left;
}
