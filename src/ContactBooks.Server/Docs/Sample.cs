using ContactBooks.Server.Web;

namespace ContactBooks.Server.Docs;

/// <summary>
/// A program that shows how an endpoint is called. The files in the folder <c>Samples</c> are whole programs, and specs run
/// each of them as the page shows it.
/// </summary>
/// <param name="Operation">The endpoint's operationId.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="Code">The program, with the reader's own address in it.</param>
public sealed record Sample(string Operation, Language Language, string Code)
{
    /// <summary>Stands for the reader's token.</summary>
    public const string Token = "w91_live_xxx";

    /// <summary>Stands for the reader's book.</summary>
    public const string Book = "grp_abc";

    /// <summary>Stands for the server's address.</summary>
    public const string Address = ReaderAddress.Default;

    /// <summary>An upload by the client for .NET: a part of a program, which the client's own readme has as well.</summary>
    public static string DotNetClient { get; } = EmbeddedFile.ReadText("Docs/dotnetClient.cs").TrimEnd('\n');

    /// <summary>The samples of an endpoint, one of each language.</summary>
    public static IEnumerable<Sample> Of(string operation, string address) =>
        Language.All.Select(language => Of(operation, language, address));

    /// <summary>A sample of an endpoint.</summary>
    public static Sample Of(string operation, Language language, string address) => new(
        operation,
        language,
        EmbeddedFile.ReadText($"Docs/{operation}.{language.Extension}").TrimEnd('\n').Replace(Address, address, StringComparison.Ordinal));
}
