using System.Diagnostics;
using System.Text;

namespace ContactBooks.Specs.Running;

/// <summary>Any program that its users have, run to its end, with none of the surroundings' settings in it.</summary>
internal static class ForeignProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // More at once than this only makes each slower.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(4, Environment.ProcessorCount));

    /// <summary>Runs it; what it started is gone with it.</summary>
    /// <param name="file">The program, as the shell finds it.</param>
    /// <param name="args">Its arguments, each as it is.</param>
    /// <param name="environment">Settings besides those that every program has.</param>
    /// <param name="workingDirectory">Where it runs.</param>
    public static async Task<Ended> RunAsync(
        string file, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null)
    {
        await AtOnce.WaitAsync();
        try
        {
            using var process = Start(file, args, environment, workingDirectory);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync();
                var errors = process.StandardError.ReadToEndAsync();
                await process.WaitForExitAsync().WaitAsync(Patience);
                return new Ended(process.ExitCode, await output, await errors);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static Process Start(string file, IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment, string? workingDirectory)
    {
        var start = new ProcessStartInfo(file, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheSurroundings).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsOfTheSurroundings(string variable) =>
        variable.StartsWith("CONTACTBOOKS", StringComparison.OrdinalIgnoreCase) || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);
}
