namespace ContactBooks.Server.Dashboard.Tokens;

/// <summary>The texts of tokens.</summary>
internal sealed class TokenTexts;
