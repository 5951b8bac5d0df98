using System.Globalization;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// PostgreSQL's programs: of the folder that <c>CONTACTBOOKS_POSTGRES_BIN</c> names, else of Debian's newest, else of the PATH.
/// Only <c>initdb</c> and <c>postgres</c> are needed, so that any build of PostgreSQL 15 or newer will do.
/// </summary>
internal static class PostgresBinaries
{
    private const string Variable = "CONTACTBOOKS_POSTGRES_BIN";
    private const string DebianRoot = "/usr/lib/postgresql";

    private static readonly Lazy<string> Folder = new(Choose);

    public static string Initdb => Path.Combine(Folder.Value, "initdb");

    public static string Postgres => Path.Combine(Folder.Value, "postgres");

    private static string Choose()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return IsComplete(named) ? Path.GetFullPath(named) : throw new InvalidOperationException(
                $"{Variable} is {named}, and there is no initdb and postgres in it. It must name a bin folder of PostgreSQL.");
        }

        return DebianFolders().Concat(PathFolders()).FirstOrDefault(IsComplete) ?? throw new InvalidOperationException(
            "There is no PostgreSQL here. Install it (on Debian: apt-get install postgresql), run ./test.sh, which does, "
            + $"or name the bin folder of another in {Variable}.");
    }

    private static IEnumerable<string> DebianFolders() => !Directory.Exists(DebianRoot) ? [] : Directory.EnumerateDirectories(DebianRoot)
        .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
        .Select(folder => Path.Combine(folder, "bin"));

    private static IEnumerable<string> PathFolders() => ServerPrograms.FindOrNull("initdb") is { } initdb ? [Path.GetDirectoryName(initdb)!] : [];

    private static bool IsComplete(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
