using System.Diagnostics;
using ContactBooks.Specs.Docs;

namespace ContactBooks.Specs.ClientPackage;

/// <summary>The SDK's commands, run in the checkout.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs one to its end, which must be good; no compiler or build server stays behind.</summary>
    public static async Task RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [.. args, "--disable-build-servers"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.ExitCode.Should().Be(0, "dotnet {0} says {1}{2}", string.Join(' ', args), await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
