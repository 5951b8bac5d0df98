using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>What processes have used of the machine, as Linux tells it.</summary>
internal static class ProcessUse
{
    private const int TicksPerSecond = 100; // USER_HZ, whatever the kernel's own.

    /// <summary>Time on a processor so far, of a process, its children, and those of them that have ended.</summary>
    public static TimeSpan ProcessorTime(int process) =>
        TimeSpan.FromSeconds((double)new[] { process }.Concat(Children(process)).Sum(Ticks) / TicksPerSecond);

    /// <summary>How many threads of the machine have run or waited for a processor, on average over the last minute.</summary>
    public static string LoadAverage => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    /// <summary>Forgets the peak of a process's memory, so that a new one is measured from here on.</summary>
    public static void ForgetPeak(int process) => File.WriteAllText(Path(process, "clear_refs"), "5");

    /// <summary>The peak of a process's memory that was resident, in bytes.</summary>
    public static long PeakMemory(int process) => Status(process, "VmHWM:");

    /// <summary>What of a process's resident memory is its own and not of files that it has mapped, in bytes.</summary>
    public static long AnonymousMemory(int process) => Status(process, "RssAnon:");

    private static long Status(int process, string name)
    {
        var line = File.ReadLines(Path(process, "status")).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Children(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = System.IO.Path.GetFileName(folder)
        where int.TryParse(name, CultureInfo.InvariantCulture, out _)
        let id = int.Parse(name, CultureInfo.InvariantCulture)
        where Stat(id) is { } stat && stat[1] == parent.ToString(CultureInfo.InvariantCulture)
        select id;

    private static long Ticks(int process) =>
        Stat(process) is { } stat ? stat[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) : 0;

    /// <summary>The fields after the name: "123 (any name) S 1 …". Null for a process that is gone.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText(Path(process, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Path(int process, string file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}");
}
