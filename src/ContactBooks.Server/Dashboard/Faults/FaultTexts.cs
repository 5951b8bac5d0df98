namespace ContactBooks.Server.Dashboard.Faults;

/// <summary>The texts of what may be wrong with rows and files, by their codes.</summary>
internal sealed class FaultTexts;
