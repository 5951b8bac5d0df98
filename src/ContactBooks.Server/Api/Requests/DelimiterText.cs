namespace ContactBooks.Server.Api.Requests;

/// <summary>What stands between cells, by its name or as itself.</summary>
internal static class DelimiterText
{
    /// <summary>The delimiter; null for what is none.</summary>
    public static char? Find(string text) => text.ToLowerInvariant() switch
    {
        "," or "comma" => ',',
        ";" or "semicolon" => ';',
        "|" or "pipe" => '|',
        "tab" or "\\t" => '\t',
        _ => null,
    };
}
