using ContactBooks.Core.Books;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Books;

/// <summary>A book for machines, with the API's names.</summary>
internal sealed record BookJson(
    string ContactBookUid,
    string Uid,
    string Name,
    string? Description,
    string? Color,
    string Status,
    long ContactCount,
    string CreatedAt,
    string UpdatedAt)
{
    /// <summary>That of a book.</summary>
    public static BookJson Of(Book book) => new(
        book.Uid,
        book.Uid,
        book.Name,
        book.Description,
        book.Color,
        JsonResult.Status(book.Status == BookStatus.Active),
        book.ContactCount,
        JsonResult.Time(book.CreatedAt),
        JsonResult.Time(book.UpdatedAt));
}
