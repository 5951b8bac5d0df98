namespace ContactBooks.Server.Dashboard.Access;

/// <summary>The texts of signing in.</summary>
internal sealed class AccessTexts;
