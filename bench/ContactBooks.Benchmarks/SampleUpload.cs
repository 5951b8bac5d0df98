using ContactBooks.Bench;

namespace ContactBooks.Benchmarks;

/// <summary>The upload that every benchmark works on, so that a figure is one of a row.</summary>
internal static class SampleUpload
{
    /// <summary>Rows of it, which is how many operations one call of a benchmark does.</summary>
    public const int Rows = 1000;

    /// <summary>Its body: Indian mobiles without their code, all fields filled.</summary>
    public static byte[] Body() => SampleContacts.Body(Enumerable.Range(0, Rows).Select(n => (long)n));
}
