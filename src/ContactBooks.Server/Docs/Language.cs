using System.Text.RegularExpressions;
using ContactBooks.Server.Docs.Highlighting;

namespace ContactBooks.Server.Docs;

/// <summary>A language that samples are in.</summary>
/// <param name="Id">Its word in addresses, anchors and what the browser keeps.</param>
/// <param name="Name">Its name for readers.</param>
/// <param name="Extension">How its samples' files end.</param>
/// <param name="Colours">What to colour in it.</param>
public sealed record Language(string Id, string Name, string Extension, Regex Colours)
{
    /// <summary>C#, which the client is for as well.</summary>
    public static Language CSharp { get; } = new("csharp", "C#", "cs", Tokens.CSharp);

    /// <summary>What every reader can run.</summary>
    public static Language Curl { get; } = new("curl", "cURL", "sh", Tokens.Shell);

    /// <summary>Those that every endpoint has a sample in, in the order of the tabs.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        Curl,
        new("node", "Node.js", "mjs", Tokens.JavaScript),
        new("php", "PHP", "php", Tokens.Php),
        new("python", "Python", "py", Tokens.Python),
        CSharp,
    ];

    /// <summary>The language of bodies.</summary>
    public static Language Json { get; } = new("json", "JSON", "json", Tokens.Json);

    /// <summary>Header lines of HTTP.</summary>
    public static Language Header { get; } = new("http", "HTTP", "http", Tokens.Header);
}
