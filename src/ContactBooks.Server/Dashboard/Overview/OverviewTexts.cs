namespace ContactBooks.Server.Dashboard.Overview;

/// <summary>The texts of contacts and uploads in pictures.</summary>
internal sealed class OverviewTexts;
