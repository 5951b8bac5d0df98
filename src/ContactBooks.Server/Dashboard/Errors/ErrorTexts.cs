namespace ContactBooks.Server.Dashboard.Errors;

/// <summary>The texts of pages that say why there is no other.</summary>
internal sealed class ErrorTexts;
