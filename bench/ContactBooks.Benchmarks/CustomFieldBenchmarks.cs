using BenchmarkDotNet.Attributes;
using ContactBooks.Bench;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Planning;

namespace ContactBooks.Benchmarks;

/// <summary>What custom fields' definitions cost an upload: the look for new fields, which each pays, and the check where a client asks for warnings.</summary>
[MemoryDiagnoser]
public class CustomFieldBenchmarks
{
    private static readonly CustomFieldOrigin Origin = new(CustomFieldSource.Upload, "tok_abc");
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly UploadPlan _plan = UploadRoad.Plan(UploadRoad.Normalise(UploadRoad.Read(SampleUpload.Body())));
    private readonly CustomFieldSet _known;

    public CustomFieldBenchmarks() => _known = CustomFieldSurvey.Of(new CustomFieldSet([]), _plan, Origin, Now).Definitions;

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "look for new custom fields")]
    public object Look() => CustomFieldSurvey.Of(_known, _plan, Origin, Now);

    [Benchmark(OperationsPerInvoke = SampleUpload.Rows, Description = "check custom fields")]
    public int Check() => _plan.Contacts.Sum(contact => CustomFieldCheck.Of(_known, contact.Patch).Count);
}
