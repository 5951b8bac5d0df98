namespace ContactBooks.Server.Commands.Books;

/// <summary>The commands about contact books.</summary>
internal static class BooksNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new("books", "Contact books: what contacts are uploaded into.", "contactbooks books create --customer cus_01j… --name 'Retail Leads'", "contactbooks books list --customer cus_01j…")
        {
            new CreateCommand(),
            new ListCommand(),
            new DeleteCommand(),
        };
}
