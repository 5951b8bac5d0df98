namespace ContactBooks.Core.Books;

/// <summary>The store's own number of a book within its customer. Never in an answer.</summary>
/// <param name="Value">The number.</param>
public readonly record struct BookId(long Value);

/// <summary>Whether a book is in use. An inactive book can be read and uploaded into all the same.</summary>
public enum BookStatus
{
    /// <summary>In use; every new book is.</summary>
    Active,

    /// <summary>Put aside.</summary>
    Inactive,
}

/// <summary>A contact book, the API's <c>contactBook</c>.</summary>
/// <param name="Id">The store's own number.</param>
/// <param name="Uid">The public identifier, <c>grp_…</c>.</param>
/// <param name="Name">1 to 100 characters; two books may bear one name.</param>
/// <param name="Description">To 500 characters, or null.</param>
/// <param name="Color"><c>#rgb</c> or <c>#rrggbb</c>, or null.</param>
/// <param name="Status">Whether it is in use.</param>
/// <param name="ContactCount">How many contacts are linked to it, true at every moment.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UpdatedAt">When the book itself (not its contacts) last changed, UTC.</param>
public sealed record Book(
    BookId Id,
    string Uid,
    string Name,
    string? Description,
    string? Color,
    BookStatus Status,
    long ContactCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>What a new book is made from; its fields are checked before.</summary>
/// <param name="Uid">The identifier it will have.</param>
/// <param name="Name">1 to 100 characters, trimmed.</param>
/// <param name="Description">To 500 characters, or null.</param>
/// <param name="Color">A colour, or null.</param>
public sealed record NewBook(string Uid, string Name, string? Description, string? Color);
