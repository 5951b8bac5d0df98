using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Server.Api.Uploads;

namespace ContactBooks.Benchmarks;

/// <summary>What is made of a plan: its search lines before the store has it, its answer after.</summary>
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    private readonly UploadPlan _plan;
    private readonly UploadOutcome _outcome;

    public AnswerBenchmarks()
    {
        _plan = UploadRoad.Plan(UploadRoad.Normalise(UploadRoad.Read(SampleUpload.Body())));
        _outcome = UploadRoad.Outcome(_plan);
    }

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "search lines")]
    public int SearchLines()
    {
        using var lines = UploadRoad.SearchLines(_plan);
        return lines[0].Length;
    }

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "write the answer")]
    public int Answer()
    {
        using var response = new PooledBuffer(SampleUpload.Rows * UploadAnswer.BytesOfRow);
        UploadRoad.Answer(response, _plan, _outcome);
        return response.Length;
    }
}
