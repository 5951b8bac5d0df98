namespace ContactBooks.Server.Dashboard.Health;

/// <summary>The texts of how the server is, for operators.</summary>
internal sealed class HealthTexts;
