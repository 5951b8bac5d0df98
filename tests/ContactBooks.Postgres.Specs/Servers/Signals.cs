using System.Globalization;
using System.Runtime.InteropServices;

namespace ContactBooks.Specs.Servers;

/// <summary>Signals by number, as Linux and the BSDs have them.</summary>
internal enum Signal
{
    HangUp = 1,
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
    /// Ends a process and its children at once, as a machine that loses its power does, and waits until none of them runs.
    /// Killed alone, PostgreSQL's postmaster leaves backends that finish what they are at; stopped first, it makes no more of
    /// them while they are listed.
    /// </summary>
    public static async Task KillWithChildrenAsync(int process)
    {
        _ = NativeKill(process, Stop);
        int[] all = [.. Children(process), process];
        foreach (var each in all)
        {
            Send(each, Signal.Kill);
        }

        // A signal is sent at once and taken when the process next has a processor. Nothing tells of the end of another's child.
        while (!Array.TrueForAll(all, IsGone))
        {
            await Task.Delay(5);
        }
    }

    /// <summary>Whether a process runs no more; what is left of it may wait for init to take it.</summary>
    public static bool IsGone(int process) => Read(process) is not { } found || found.State is 'Z' or 'X';

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Read(id)?.Parent == parent)
                yield return id;
        }
    }

    private static (char State, int Parent)? Read(int process)
    {
        try
        {
            // "123 (any name) S 1 …": the name may have spaces and brackets, what follows it has none.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);
}
