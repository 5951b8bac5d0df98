using System.Runtime.InteropServices;

namespace ContactBooks.Specs.Servers;

/// <summary>Signals by number, as Linux and the BSDs have them.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}

/// <summary>Sends signals to processes by their identifiers.</summary>
internal static class Signals
{
    /// <summary>Linux's number.</summary>
    private const int Stop = 19;

    public static void Send(int process, Signal signal) => _ = NativeKill(process, (int)signal);

    /// <summary>
    /// Ends a process and its children at once, as a machine that loses its power does. Killed alone, PostgreSQL's postmaster
    /// leaves backends that finish what they are at; stopped first, it makes no more of them while they are listed.
    /// </summary>
    public static void KillWithChildren(int process)
    {
        _ = NativeKill(process, Stop);
        int[] all = [.. Children(process), process];
        foreach (var each in all)
        {
            Send(each, Signal.Kill);
        }
    }

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && ParentOf(folder) == parent)
                yield return id;
        }
    }

    private static int ParentOf(string folder)
    {
        try
        {
            // "123 (any name) S 1 …": the name may have spaces and brackets, what follows it has none.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended while they were listed.
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);
}
