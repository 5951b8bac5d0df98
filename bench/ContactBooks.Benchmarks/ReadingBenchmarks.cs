using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;

namespace ContactBooks.Benchmarks;

/// <summary>A body becomes rows; beside it System.Text.Json alone on the same body, as a measure of the machine.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private readonly byte[] _body = SampleUpload.Body();

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "System.Text.Json into classes")]
    public int IntoClasses() => ParsingAlone.IntoClasses(_body);

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "System.Text.Json into a JsonDocument")]
    public int IntoDocument() => ParsingAlone.IntoDocument(_body);

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "read rows")]
    public object ReadRows() => UploadRoad.Read(_body);
}
