using System.ComponentModel;
using System.Diagnostics;

namespace ContactBooks.Specs.Examples;

/// <summary>
/// The Python that can run its example. A distribution's package of requests is for the distribution's own Python, and the
/// one on the PATH may be another.
/// </summary>
internal static class PythonWithRequests
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The command.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Command => Found.Value;

    private static string Find() =>
        new[] { "python3", "/usr/bin/python3" }.Select(WithRequests).FirstOrDefault(found => found is not null)
        ?? throw new InvalidOperationException("No python3 here has requests. Install it (on Debian: apt-get install python3-requests).");

    // The program itself: a command on the PATH may be a script that looks for it each time.
    private static string? WithRequests(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import requests, sys; print(sys.executable)"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var executable = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? executable : null;
        }
        catch (Win32Exception)
        {
            return null; // there is no such command
        }
    }
}
