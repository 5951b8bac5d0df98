using System.Diagnostics;
using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>PostgreSQL's programs: of the folder that <c>CONTACTBOOKS_POSTGRES_BIN</c> names, else Debian's newest.</summary>
internal static class PostgresPrograms
{
    private const string DebianRoot = "/usr/lib/postgresql";

    private static readonly string Folder = Environment.GetEnvironmentVariable("CONTACTBOOKS_POSTGRES_BIN") is { Length: > 0 } named ? named : Newest();

    /// <summary>The user that they run as; null for our own. They refuse root.</summary>
    public static string? User => Environment.IsPrivilegedProcess ? "postgres" : null;

    /// <summary>How to start one, as that user.</summary>
    public static ProcessStartInfo Of(string program, params string[] arguments) =>
        User is { } user
            ? Quiet("setpriv", ["--reuid", user, "--regid", user, "--init-groups", "--", Path.Combine(Folder, program), .. arguments])
            : Quiet(Path.Combine(Folder, program), arguments);

    /// <summary>Runs a command to its end; what it wrote is told if it fails.</summary>
    public static async Task RunAsync(ProcessStartInfo start, string? input = null)
    {
        start.RedirectStandardInput = input is not null;
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed: {await output}{await error}");
        }
    }

    /// <summary>A command whose output is ours to read.</summary>
    public static ProcessStartInfo Quiet(string program, params string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };

    private static string Newest() => Directory.Exists(DebianRoot)
        ? Path.Combine(Directory.EnumerateDirectories(DebianRoot).MaxBy(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)!, "bin")
        : throw new InvalidOperationException("There is no PostgreSQL here. Install it (on Debian: apt-get install postgresql), or name the bin folder of another in CONTACTBOOKS_POSTGRES_BIN.");
}
