namespace ContactBooks.Server.Dashboard.Books;

/// <summary>The texts of books and their contacts.</summary>
internal sealed class BookTexts;
