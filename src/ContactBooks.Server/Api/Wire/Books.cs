using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Requests;

namespace ContactBooks.Server.Api.Wire;

/// <summary>A contact book.</summary>
/// <param name="ContactBookUid">Its identifier.</param>
/// <param name="Uid">The same, for generic clients.</param>
/// <param name="Name">1 to 100 characters; two books may bear one name.</param>
/// <param name="Description">To 500 characters, or null.</param>
/// <param name="Color">#rgb or #rrggbb, or null.</param>
/// <param name="Status">ACTIVE or INACTIVE.</param>
/// <param name="ContactCount">How many contacts are in it.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UpdatedAt">When the book itself last changed, UTC.</param>
public sealed record BookJson(
    [property: WireText(Example = "grp_abc")] string ContactBookUid,
    [property: WireText(Example = "grp_abc")] string Uid,
    [property: Length(1, BookRequestReader.MaxNameLength)] string Name,
    [property: MaxLength(BookRequestReader.MaxDescriptionLength)] string? Description,
    [property: WireText(Example = "#0f62fe")] string? Color,
    [property: WireText("ACTIVE", "INACTIVE")] string Status,
    long ContactCount,
    [property: WireText(Format = WireTextAttribute.Time)] string CreatedAt,
    [property: WireText(Format = WireTextAttribute.Time)] string UpdatedAt)
{
    internal static BookJson Of(Book book) => new(
        book.Uid,
        book.Uid,
        book.Name,
        book.Description,
        book.Color,
        StatusName(book.Status),
        book.ContactCount,
        WireTime.Format(book.CreatedAt),
        WireTime.Format(book.UpdatedAt));

    internal static string StatusName(BookStatus status) => status == BookStatus.Active ? "ACTIVE" : "INACTIVE";
}

/// <summary>One book.</summary>
/// <param name="ContactBook">The book.</param>
public sealed record BookData(BookJson ContactBook);

/// <summary>A part of the list of books.</summary>
/// <param name="ContactBooks">The books, the newest first.</param>
/// <param name="Items">The same list again, for generic clients.</param>
/// <param name="Pagination">Where in the list this part stands.</param>
public sealed record BookListData(IReadOnlyList<BookJson> ContactBooks, IReadOnlyList<BookJson> Items, PaginationJson Pagination);

/// <summary>A book that is deleted.</summary>
/// <param name="Summary">What it would do; absent unless asked for with dryRun.</param>
/// <param name="Upload">The deletion as the history has it, by which it is followed and undone; absent where the operator has turned that off.</param>
/// <param name="DryRun">True where the answer is only predicted; else absent.</param>
public sealed record BookDeletionData(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BookDeletionSummaryJson? Summary = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UploadJson? Upload = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? DryRun = null)
{
    internal static BookDeletionData Of(Change change) => new(Upload: change.CanBeUndone ? UploadJson.Of(change) : null);

    internal static BookDeletionData Of(BookDeletionOutlook outlook) =>
        new(new BookDeletionSummaryJson(outlook.Contacts, outlook.Contacts - outlook.Deleted, outlook.Deleted), DryRun: true);
}

/// <summary>What deleting a book would do with its contacts. The last two add up to the first.</summary>
/// <param name="Total">Contacts of the book.</param>
/// <param name="Removed">Contacts that would leave it, and are in others still.</param>
/// <param name="Deleted">Contacts that would be gone, since they are in no other book.</param>
public sealed record BookDeletionSummaryJson(long Total, long Removed, long Deleted);

/// <summary>Where in a list a part of it stands.</summary>
/// <param name="Page">The page, from 1; null where a cursor was sent.</param>
/// <param name="Limit">Entries of a part at the most.</param>
/// <param name="Count">Entries of this part.</param>
/// <param name="HasMore">Whether more come after it.</param>
/// <param name="NextCursor">Send it as cursor to get the next part, at a cost that doesn't grow with depth; null at the end.</param>
public sealed record PaginationJson(
    long? Page,
    [property: Range(1, QueryReader.MaxLimit)] int Limit,
    [property: Range(0, QueryReader.MaxLimit)] int Count,
    bool HasMore,
    string? NextCursor)
{
    /// <summary>That of a part of a list, by what was asked for.</summary>
    internal static PaginationJson Of<T, TCursor>(QueryReader query, Slice<TCursor> slice, Page<T, TCursor> page)
        where TCursor : struct =>
        new(query.Page, slice.Limit, page.Items.Count, page.Next is not null, page.Next?.ToString());
}

/// <summary>What a book is known by.</summary>
/// <param name="ContactBookUid">Its identifier.</param>
/// <param name="Name">Its name.</param>
public sealed record BookRefJson(string ContactBookUid, string Name)
{
    internal static BookRefJson Of(Book book) => new(book.Uid, book.Name);
}
