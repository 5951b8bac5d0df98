using System.Diagnostics;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Http.Docs.Samples;

/// <summary>Runs a sample as a reader would: pasted into a file, by the language's own interpreter.</summary>
internal static class SampleRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Debian's requests belongs to Debian's python3; the one on the PATH may be another.
    private static readonly Lazy<string> Python = new(() => Array.Find(["python3", "/usr/bin/python3"], HasRequests)
        ?? throw new InvalidOperationException("No python3 has the package requests. On Debian: apt-get install python3-requests."));

    /// <summary>Runs it to its end.</summary>
    /// <param name="name">Its name, whose ending says its language.</param>
    /// <param name="code">The program.</param>
    public static async Task<Ended> RunAsync(string name, string code)
    {
        using var folder = new TemporaryFolder();
        var file = folder.At(name);
        await File.WriteAllTextAsync(file, code + "\n");
        return await (Path.GetExtension(name) switch
        {
            ".sh" => ProcessAsync("sh", file),
            ".mjs" => ProcessAsync("node", file),
            ".php" => ProcessAsync("php", file),
            ".py" => ProcessAsync(Python.Value, file),
            ".cs" => ProcessAsync("dotnet", CSharpSample.Compile(code, folder.At("sample.dll"))),
            var other => throw new ArgumentException($"No language ends in {other}.", nameof(name)),
        });
    }

    private static async Task<Ended> ProcessAsync(string program, params string[] args)
    {
        using var process = Start(program, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Ended(process.ExitCode, await output, await errors);
    }

    private static bool HasRequests(string python)
    {
        using var process = Start(python, "-c", "import requests");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static Process Start(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_PROXY"] = "127.0.0.1"; // The server is here, whatever the surroundings say of others.
        return Process.Start(start)!;
    }
}
