using System.Text.RegularExpressions;

namespace ContactBooks.Server.Docs.Highlighting;

/// <summary>
/// What is coloured in a language: one alternation, whose groups are named as the style sheet's classes. Enough for samples;
/// none of them is a grammar.
/// </summary>
internal static partial class Tokens
{
    private const string DoubleQuoted = """(?<str>"(?:\\.|[^"\\])*")""";
    private const string AnyQuoted = """(?<str>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)""";
    private const string Number = @"\b(?<num>\d+(?:\.\d+)?)\b";
    private const string Slashes = "(?<com>//.*)";
    private const string JavaScriptWords = "const|let|for|of|if|throw|new|await|import|from|return|true|false|null";
    private const string PhpWords = "if|foreach|as|throw|new|echo|return|true|false|null";
    private const string PythonWords = "import|from|for|in|if|not|or|and|raise|True|False|None";
    private const string CSharpWords = "using|var|new|await|if|foreach|in|return|object|true|false|null";

    [GeneratedRegex($"""(?<str>"(?:\\.|[^"\\])*"|'[^']*')|(?<com>(?<=^|\s)\#.*)|(?<key>\bcurl\b)|(?<=\s)(?<opt>--?[A-Za-z][\w-]*)""", RegexOptions.Multiline)]
    public static partial Regex Shell { get; }

    [GeneratedRegex($@"{Slashes}|{AnyQuoted}|\b(?<key>{JavaScriptWords})\b|{Number}")]
    public static partial Regex JavaScript { get; }

    [GeneratedRegex($@"{Slashes}|{AnyQuoted}|(?<key><\?php|\b(?:{PhpWords})\b)|(?<opt>\$\w+)|{Number}")]
    public static partial Regex Php { get; }

    [GeneratedRegex($@"(?<com>\#.*)|{AnyQuoted}|\b(?<key>{PythonWords})\b|{Number}")]
    public static partial Regex Python { get; }

    [GeneratedRegex($@"{Slashes}|(?<str>\$?""(?:\{{[^}}]*\}}|\\.|[^""\\])*"")|\b(?<key>{CSharpWords})\b|{Number}")]
    public static partial Regex CSharp { get; }

    [GeneratedRegex($@"(?<opt>""(?:\\.|[^""\\])*"")(?=\s*:)|{DoubleQuoted}|\b(?<key>true|false|null)\b|(?<num>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)")]
    public static partial Regex Json { get; }

    [GeneratedRegex($@"(?<opt>^[\w-]+)(?=:)|{DoubleQuoted}", RegexOptions.Multiline)]
    public static partial Regex Header { get; }
}
