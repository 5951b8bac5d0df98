using ContactBooks.Core.Books;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold a book's status.</summary>
internal static class BookStatusColumn
{
    private const string Active = "ACTIVE";
    private const string Inactive = "INACTIVE";

    public static string Of(BookStatus status) => status == BookStatus.Active ? Active : Inactive;

    public static BookStatus Read(string column) => column == Active ? BookStatus.Active : BookStatus.Inactive;
}
