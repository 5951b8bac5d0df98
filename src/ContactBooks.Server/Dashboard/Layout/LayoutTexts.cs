namespace ContactBooks.Server.Dashboard.Layout;

/// <summary>The texts around the pages: <c>LayoutTexts.resx</c>, and a file a language.</summary>
internal sealed class LayoutTexts;
