using System.Diagnostics;
using System.Text.Json;
using ContactBooks.Core.Books;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>
/// The road without HTTP and without the engine, step by step on one thread, beside <see cref="JsonDocument"/> parsing the
/// same body: what of an upload's time is ours.
/// </summary>
internal sealed class RoadBench(int requests)
{
    private static readonly CallingCode India = new(91);

    public Report Run()
    {
        var bodies = Enumerable.Range(0, requests).Select(i => SampleContacts.Body(Sample.Range(i * 1000L, 1000))).ToList();
        var normaliser = new RowNormaliser(new PhoneReader());
        var now = DateTimeOffset.UtcNow;
        var book = new Book(new BookId(1), "grp_1", "Bench", null, null, BookStatus.Active, 0, now, now);
        var times = new Dictionary<string, List<double>>();

        for (var round = 0; round < 3; round++)
        {
            times.Clear(); // The first rounds are the compiler's.
            foreach (var body in bodies)
            {
                Time("System.Text.Json parses the body", () => Disposed(JsonDocument.Parse(body)));
                var request = Time("read rows", () => BulkRequestReader.Read(body).Request!);
                var rows = Time("normalise", () => request.Rows.Select(row => normaliser.Normalise(row, India)).ToArray());
                var plan = Time("plan", () => UploadPlanner.Plan(rows, now));
                Time("search lines", () => Disposed(new UploadLines(plan)));
                var outcome = new UploadOutcome([.. plan.Contacts.Select(c => new StoredContact(true, c.UidIfNew))]);
                Time("write the answer", () => Envelope.Render(json => UploadAnswer.Write(json, book, plan, outcome, false), 1000 * UploadAnswer.BytesOfRow));
            }
        }

        var report = new Report($"The road of an upload of 1000 rows without HTTP and engine, one thread, median of {requests} uploads");
        foreach (var (step, samples) in times)
        {
            report.AddTimes(step, samples);
        }

        return report;

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
