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
        Array.Find(["python3", "/usr/bin/python3"], HasRequests)
        ?? throw new InvalidOperationException("No python3 here has requests. Install it (on Debian: apt-get install python3-requests).");

    private static bool HasRequests(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import requests"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such command
        }
    }
}
