namespace ContactBooks.Core;

/// <summary>
/// The switch between the tuned paths and their plain twins. Each tuned path says in one place that it may be left; the twin
/// does the same by the obvious means, and the tests run under both. For finding faults, not for operation: an upload takes
/// about three times as long.
/// </summary>
public static class PlainRoad
{
    /// <summary>The environment variable: <c>1</c> takes the plain road. Read once, when the process starts.</summary>
    public const string Variable = "CONTACTBOOKS_PLAINROAD";

    /// <summary>Whether the plain twins are taken.</summary>
    public static bool IsTaken { get; } = Environment.GetEnvironmentVariable(Variable) == "1";
}
