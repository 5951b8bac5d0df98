namespace ContactBooks.Server.Observability;

/// <summary>Which version of this program runs.</summary>
internal static class ProgramVersion
{
    /// <summary>As in <c>0.1.0</c>.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version!.ToString(fieldCount: 3);
}
