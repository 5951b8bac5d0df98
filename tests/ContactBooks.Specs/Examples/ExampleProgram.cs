using System.Diagnostics;
using System.Text;
using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Examples;

/// <summary>A program of <c>examples/</c>, run as its users run it.</summary>
/// <param name="Language">What the documents call its language.</param>
/// <param name="Interpreter">The command that runs it.</param>
/// <param name="File">Where it is, in <c>examples/</c>.</param>
internal sealed record ExampleProgram(string Language, string Interpreter, string File)
{
    // None takes longer, even where it has to wait for a server.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // More at once than this only makes each slower.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(4, Environment.ProcessorCount));

    private static readonly ExampleProgram[] All =
    [
        new("cURL", "sh", "curl/upload-contacts.sh"),
        new("Node.js", "node", "node/upload-contacts.mjs"),
        new("PHP", "php", "php/upload-contacts.php"),
        new("Python", "python3", "python/upload_contacts.py"),
    ];

    /// <summary>The languages that there is an example in.</summary>
    public static TheoryData<string> Languages => [.. All.Select(program => program.Language)];

    public static ExampleProgram In(string language) => All.Single(program => program.Language == language);

    /// <summary>Runs it to its end for a customer, against the server of its own or another address.</summary>
    public Task<Ended> RunAsync(Api api, IEnumerable<string> args, Uri? address = null, int? patience = null, string? token = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["CONTACTBOOKS_URL"] = (address ?? api.Server.Address).ToString(),
            ["CONTACTBOOKS_TOKEN"] = token ?? api.Token,
        };
        if (patience is { } seconds)
        {
            environment["CONTACTBOOKS_PATIENCE"] = $"{seconds}";
        }

        return RunAsync(args, environment);
    }

    /// <summary>Runs it to its end with those settings and none of the surroundings'.</summary>
    public async Task<Ended> RunAsync(IEnumerable<string> args, IReadOnlyDictionary<string, string> environment)
    {
        await AtOnce.WaitAsync();
        try
        {
            using var process = Start(args, environment);
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

    private Process Start(IEnumerable<string> args, IReadOnlyDictionary<string, string> environment)
    {
        var interpreter = Language == "Python" ? PythonWithRequests.Command : Interpreter;
        var start = new ProcessStartInfo(interpreter, [Path.Combine(Repository.Root, "examples", File), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheSurroundings).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static bool IsOfTheSurroundings(string variable) =>
        variable.StartsWith("CONTACTBOOKS", StringComparison.OrdinalIgnoreCase) || variable.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);
}
