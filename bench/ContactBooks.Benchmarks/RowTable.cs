using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Reports;

namespace ContactBooks.Benchmarks;

/// <summary>A run as a Markdown table of nanoseconds and bytes a row.</summary>
internal static class RowTable
{
    private static readonly Type[] Order =
    [
        typeof(ReadingBenchmarks), typeof(NormalisingBenchmarks), typeof(PlanningBenchmarks), typeof(CustomFieldBenchmarks), typeof(AnswerBenchmarks),
        typeof(PhoneBenchmarks), typeof(MappingBenchmarks),
    ];

    public static string Of(Summary summary)
    {
        var text = new StringBuilder("# Steps of an upload in the process, a row of 1000\n\n");
        text.Append("`dotnet run -c Release --project bench/ContactBooks.Benchmarks`\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, BenchmarkDotNet.\n\n");
        text.Append("To see a regression, run it before the change and after it on the same machine and compare the two tables: bytes are\n");
        text.Append("the same in every run, and nanoseconds within their error or in the same ratio to System.Text.Json, which no change of ours moves.\n\n");
        text.Append("| what | form | ns a row | ± (99.9 %) | bytes a row |\n| --- | --- | ---: | ---: | ---: |\n");
        foreach (var report in summary.Reports.Where(report => report.ResultStatistics is not null).OrderBy(report => Array.IndexOf(Order, report.BenchmarkCase.Descriptor.Type)))
        {
            var (benchmark, time) = (report.BenchmarkCase, report.ResultStatistics!);
            var form = benchmark.Parameters.Items is [var only, ..] ? $"`{only.Value}`" : "";
            var (what, bytes) = (benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), report.GcStats.GetBytesAllocatedPerOperation(benchmark));
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {form} | {time.Mean:F0} | {time.ConfidenceInterval.Margin:F0} | {bytes} |\n");
        }

        return text.ToString();
    }
}
