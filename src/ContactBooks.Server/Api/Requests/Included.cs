namespace ContactBooks.Server.Api.Requests;

/// <summary>What an answer tells only where the query asks for it, so that clients which don't know of it see what they always saw.</summary>
[Flags]
internal enum Included
{
    Nothing = 0,

    /// <summary>Which phones are suppressed.</summary>
    Suppressed = 1,

    /// <summary>Which values don't fit the type of their custom field.</summary>
    Warnings = 2,
}

/// <summary>The words of the query parameter <c>include</c>.</summary>
internal static class IncludedWords
{
    private static readonly (string Word, Included What)[] All = [("suppressed", Included.Suppressed), ("warnings", Included.Warnings)];

    /// <summary>What a word asks for; nothing where there is no such word.</summary>
    public static Included Find(string word) => All.FirstOrDefault(one => one.Word == word).What;

    /// <summary>The words that ask for any of these.</summary>
    public static string Of(Included what) => string.Join(" and ", All.Where(one => what.HasFlag(one.What)).Select(one => one.Word));
}
