namespace ContactBooks.Specs.Reliability;

/// <summary>With <c>CONTACTBOOKS_SOAK=1</c> these tests take ten times as long, and find what is rarer.</summary>
internal static class Soak
{
    public static readonly bool Is = Environment.GetEnvironmentVariable("CONTACTBOOKS_SOAK") == "1";
}
