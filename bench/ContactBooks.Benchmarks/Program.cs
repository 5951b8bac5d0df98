using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ContactBooks.Benchmarks;

// In this process: of a process each, BenchmarkDotNet would build a project each, under this repository's rules for packages
// and warnings, and the run would take a quarter of an hour.
var job = Job.ShortRun
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(200))
    .WithWarmupCount(12) // The compiler goes on in the background for a second.
    .WithIterationCount(8);
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddLogger(ConsoleLogger.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "contactbooks-benchmarks"))
    .WithOptions(ConfigOptions.JoinSummary);

// `--filter '*Phone*'` and BenchmarkDotNet's other options look at something; without any the whole table is written.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(RowTable).Assembly).Run(args is [] ? ["--filter", "*"] : args, config);
if (args is [] && summaries.SingleOrDefault() is { } summary)
{
    var table = RowTable.Of(summary);
    Console.WriteLine(table);
    File.WriteAllText(Path.Combine("bench", "results", "in-process.md"), table);
}
