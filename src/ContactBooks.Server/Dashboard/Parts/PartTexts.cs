namespace ContactBooks.Server.Dashboard.Parts;

/// <summary>The texts of parts that many pages have.</summary>
internal sealed class PartTexts;
