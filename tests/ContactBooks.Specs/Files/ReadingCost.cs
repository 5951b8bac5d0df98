using System.Globalization;

namespace ContactBooks.Specs.Files;

/// <summary>What one piece of work costs the thread that does it, whatever the other tests are doing.</summary>
/// <param name="Processor">Time on a processor.</param>
/// <param name="AllocatedBytes">Bytes allocated in all, more than ever are held at a time.</param>
internal readonly record struct ReadingCost(TimeSpan Processor, long AllocatedBytes)
{
    public static ReadingCost Of(Action work)
    {
        var (processor, allocated) = (Processors(), GC.GetAllocatedBytesForCurrentThread());
        work();
        return new(Processors() - processor, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    // The first figure of a thread's schedstat: nanoseconds that it ran.
    private static TimeSpan Processors()
    {
        var figures = File.ReadAllText("/proc/thread-self/schedstat").Split(' ');
        return TimeSpan.FromMicroseconds(long.Parse(figures[0], CultureInfo.InvariantCulture) / 1000);
    }
}
