using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;
using ContactBooks.Core.Rows;

namespace ContactBooks.Benchmarks;

/// <summary>Rows become patches: texts, email, custom fields and the phone, in its shortest form.</summary>
[MemoryDiagnoser]
public class NormalisingBenchmarks
{
    private readonly BulkRequest _request = UploadRoad.Read(SampleUpload.Body());

    [GlobalSetup]
    public static Task WarmUpAsync() => UploadRoad.WarmUpAsync();

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "normalise")]
    public object Normalise() => UploadRoad.Normalise(_request);
}
