using System.CommandLine;

namespace ContactBooks.Server.Commands;

/// <summary>Options and arguments that several commands take; each command has its own, by these makers.</summary>
internal static class SharedOptions
{
    /// <summary>Asks for JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the result as one line of JSON." };

    /// <summary>Whose something is.</summary>
    public static Option<string> Customer() => new("--customer")
    {
        Description = "The customer.",
        HelpName = "CUSTOMER_UID",
        Required = true,
    };

    /// <summary>The book that a command works on.</summary>
    public static Option<string> Book() => new("--book") { Description = "The book.", HelpName = "BOOK_UID", Required = true };

    /// <summary>Whose the book is, for the rare case that it must be said.</summary>
    public static Option<string?> CustomerOfBook() => new("--customer")
    {
        Description = "Whose book it is, where several customers have one of that identifier.",
        HelpName = "CUSTOMER_UID",
    };

    /// <summary>The identifier of what a command works on.</summary>
    public static Argument<string> Uid(string name, string description) => new(name) { Description = description };
}
