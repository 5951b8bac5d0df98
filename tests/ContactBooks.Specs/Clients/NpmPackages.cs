using ContactBooks.Specs.Docs;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Clients;

/// <summary>The programs that <c>tests/npm</c> takes from npm; <c>./test.sh</c> installs them.</summary>
internal static class NpmPackages
{
    /// <summary>Where they are, and what is tested with them.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "npm");

    /// <summary>Runs one of them there.</summary>
    public static Task<Ended> RunAsync(string program, params string[] args)
    {
        var file = Path.Combine(Folder, "node_modules", ".bin", program);
        File.Exists(file).Should().BeTrue("{0} is needed: run `npm ci` in tests/npm, as ./test.sh does", program);
        return ForeignProgram.RunAsync(file, args, Quiet, Folder);
    }

    private static Dictionary<string, string> Quiet { get; } = new()
    {
        // It would tell its makers of each run, and ask for news.
        ["REDOCLY_TELEMETRY"] = "off",
        ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true",
    };
}
