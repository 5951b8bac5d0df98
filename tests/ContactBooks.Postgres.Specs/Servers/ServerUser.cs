using System.Diagnostics;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// Who the servers run as. PostgreSQL and PgBouncer refuse root, so where the tests run as root their servers run as
/// <c>postgres</c>, which Debian's package makes, or else as <c>nobody</c>; otherwise as whoever runs the tests.
/// </summary>
internal static class ServerUser
{
    private static readonly Lazy<(string User, string Group)?> Other = new(Choose);

    /// <summary>The words of a command that runs a program as that user; its process identifier stays the program's.</summary>
    public static IReadOnlyList<string> Command(string program, params IEnumerable<string> args) =>
        Other.Value is var (user, group) ? ["setpriv", $"--reuid={user}", $"--regid={group}", "--init-groups", "--", program, .. args] : [program, .. args];

    /// <summary>Gives a folder and all in it to that user.</summary>
    public static Task OwnAsync(string folder) =>
        Other.Value is var (user, group) ? RunAsync(["chown", "-R", $"{user}:{group}", folder]) : Task.CompletedTask;

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has all that it wrote.</exception>
    public static async Task RunAsync(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        Surroundings.TakeAway(start.Environment);
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"`{string.Join(' ', command)}` failed: {string.Concat(await output)}");
    }

    private static (string User, string Group)? Choose()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;

        foreach (var user in new[] { "postgres", "nobody" })
        {
            if (GroupOf(user) is { } group)
                return (user, group);
        }

        throw new InvalidOperationException("The tests run as root, and PostgreSQL doesn't: make a user `postgres` (apt-get install postgresql does).");
    }

    private static string? GroupOf(string user)
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-g", user]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var answer = id.StandardOutput.ReadToEnd().Trim();
        id.WaitForExit();
        return id.ExitCode == 0 ? answer : null;
    }
}
