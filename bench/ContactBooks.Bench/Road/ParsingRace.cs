using System.Diagnostics;

namespace ContactBooks.Bench;

/// <summary>
/// Work on the same bodies, by as many threads as there are processors: each contestant in turn, over several rounds, so that what
/// else the machine does falls on all of them.
/// </summary>
/// <param name="bodies">Uploads of 1000 rows.</param>
/// <param name="turn">How long a turn lasts.</param>
internal sealed class ParsingRace(IReadOnlyList<byte[]> bodies, TimeSpan turn)
{
    // The compiler works in the background, and with all processors busy it takes its time: after one round some code was still slow.
    private const int WarmUps = 3;

    /// <summary>How many threads there are.</summary>
    public static int Threads => Environment.ProcessorCount;

    /// <summary>Runs it.</summary>
    /// <param name="rounds">How many rounds count; others before them warm up.</param>
    /// <param name="contestants">What each does with a body; it says how many rows it saw.</param>
    /// <returns>Of each contestant its pace, round by round.</returns>
    public Pace[][] Run(int rounds, params Func<byte[], int>[] contestants)
    {
        var paces = contestants.Select(_ => new Pace[rounds]).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                var one = (i + round + WarmUps) % contestants.Length; // Nobody always comes after the same other.
                var pace = Turn(contestants[one]);
                if (round >= 0)
                {
                    paces[one][round] = pace;
                }
            }
        }

        return paces;
    }

    private Pace Turn(Func<byte[], int> work)
    {
        GC.Collect(); // Nobody clears up after another.
        var (rates, contacts) = (new double[Threads], 0L);
        var used = Environment.CpuUsage.TotalTime;
        using var together = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            var (start, done) = (Stopwatch.GetTimestamp(), 0L);
            for (var next = thread; Stopwatch.GetElapsedTime(start) < turn; next++)
            {
                var seen = work(bodies[next % bodies.Count]);
                done += seen == Sample.RowsOfUpload ? seen : throw new InvalidOperationException($"{seen} of {Sample.RowsOfUpload} rows were seen.");
            }

            rates[thread] = done / Stopwatch.GetElapsedTime(start).TotalSeconds;
            Interlocked.Add(ref contacts, done);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return new Pace(rates.Sum(), contacts / (Environment.CpuUsage.TotalTime - used).TotalSeconds);
    }

    /// <summary>How fast a contestant was in a turn.</summary>
    /// <param name="PerSecond">Contacts per second, by all threads.</param>
    /// <param name="PerProcessorSecond">
    /// Contacts per second of processor time, the garbage collector's included: what others take of the processors meanwhile is not in it.
    /// </param>
    internal readonly record struct Pace(double PerSecond, double PerProcessorSecond);
}
