namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>The texts of imports, their preview, progress and history.</summary>
internal sealed class ImportTexts;
