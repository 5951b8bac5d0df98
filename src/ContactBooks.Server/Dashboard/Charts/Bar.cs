namespace ContactBooks.Server.Dashboard.Charts;

/// <summary>A bar with its name and number.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Note">What else is to be said of that; null for nothing.</param>
/// <param name="Count">How many.</param>
public sealed record Bar(string Name, string? Note, long Count);
