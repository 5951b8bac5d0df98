namespace ContactBooks.Server.Dashboard.OptOuts;

/// <summary>The texts of the page of opt-outs.</summary>
internal sealed class OptOutTexts;
