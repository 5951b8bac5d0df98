using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContactBooks.Core.Memory;
using ContactBooks.Server.Api.Uploads;

namespace ContactBooks.Bench;

/// <summary>
/// The road without HTTP and without the engine: what of an upload's time is ours. Step by step on one thread, and the whole of
/// it on all processors, beside System.Text.Json parsing the same bodies and doing nothing with them.
/// </summary>
internal sealed class RoadBench(int requests)
{
    private const int Rounds = 7;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    public async Task<Report> RunAsync()
    {
        await UploadRoad.WarmUpAsync();
        var bodies = Enumerable.Range(0, requests).Select(i => SampleContacts.Body(Sample.Range(i * 1000L, 1000))).ToList();
        var report = new Report("The road of an upload of 1000 rows without HTTP and engine");
        AddRace(report, bodies);
        AddSteps(report, bodies);
        report.Note($"Contacts/s: the whole road (read, normalise, plan, search lines, answer) by {ParsingRace.Threads} threads at a time, against as many that");
        report.Note($"only parse the same bodies; median of {Rounds} rounds of {Turn.TotalSeconds:F0} s each, in turn, and the ratio within each round.");
        report.Note("Processor time is what the process used, so that what else ran on the machine meanwhile is not in it.");
        report.Note($"Steps: one thread, {requests} uploads. All is warmed up: the phones' tables, which a server makes in the background when it");
        report.Note("first meets a country code, are there.");
        return report;
    }

    private static void AddRace(Report report, List<byte[]> bodies)
    {
        (string Name, Func<byte[], int> Work)[] contestants =
        [
            ("the whole road", UploadRoad.Run),
            ("System.Text.Json into classes, source-generated (goal: 0.8)", ParsingAlone.IntoClasses),
            ("System.Text.Json into a JsonDocument", ParsingAlone.IntoDocument),
        ];
        var paces = new ParsingRace(bodies, Turn).Run(Rounds, [.. contestants.Select(one => one.Work)]);
        report.AddTable(
            ["what", "contacts/s (min–max)", "the road's ratio to it (min–max)", "the same by processor time"],
            contestants.Select((one, i) => new[]
            {
                one.Name,
                string.Create(CultureInfo.InvariantCulture, $"{Report.Median(paces[i].Select(p => p.PerSecond)):N0} ({paces[i].Min(p => p.PerSecond):N0}–{paces[i].Max(p => p.PerSecond):N0})"),
                i == 0 ? "" : Ratio(paces[0], paces[i], pace => pace.PerSecond),
                i == 0 ? "" : Ratio(paces[0], paces[i], pace => pace.PerProcessorSecond),
            }));
    }

    private static string Ratio(ParsingRace.Pace[] ours, ParsingRace.Pace[] others, Func<ParsingRace.Pace, double> by) =>
        Report.Ratio([.. ours.Zip(others, (our, other) => by(our) / by(other))]);

    private static void AddSteps(Report report, List<byte[]> bodies)
    {
        var times = new Dictionary<string, List<double>>();
        for (var round = 0; round < 3; round++)
        {
            times.Clear(); // The first rounds are the compiler's.
            foreach (var body in bodies)
            {
                Time("System.Text.Json parses the body into a JsonDocument", () => Disposed(JsonDocument.Parse(body)));
                Time("System.Text.Json parses the body into classes", () => ParsingAlone.IntoClasses(body));
                var request = Time("read rows", () => UploadRoad.Read(body));
                var rows = Time("normalise", () => UploadRoad.Normalise(request));
                var plan = Time("plan", () => UploadRoad.Plan(rows));
                Time("search lines", () => Disposed(UploadRoad.SearchLines(plan)));
                var outcome = UploadRoad.Outcome(plan);
                using var response = new PooledBuffer(plan.Rows.Count * UploadAnswer.BytesOfRow);
                Time("write the answer", () =>
                {
                    UploadRoad.Answer(response, plan, outcome);
                    return response.Length;
                });
            }
        }

        foreach (var (step, samples) in times)
        {
            report.AddTimes(step, samples);
        }

        T Time<T>(string step, Func<T> work)
        {
            var start = Stopwatch.GetTimestamp();
            var result = work();
            if (!times.TryGetValue(step, out var samples))
            {
                times.Add(step, samples = []);
            }

            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return result;
        }

        static bool Disposed(IDisposable made)
        {
            made.Dispose();
            return true;
        }
    }
}
