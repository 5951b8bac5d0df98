using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Benchmarks;

/// <summary>Patches become a plan: the first of a phone, sorted by phone.</summary>
[MemoryDiagnoser]
public class PlanningBenchmarks
{
    private readonly NormalisedRow[] _rows = UploadRoad.Normalise(UploadRoad.Read(SampleUpload.Body()));

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "plan")]
    public object Plan() => UploadRoad.Plan(_rows);
}
