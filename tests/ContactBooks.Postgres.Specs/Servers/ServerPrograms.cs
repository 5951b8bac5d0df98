namespace ContactBooks.Specs.Servers;

/// <summary>Finds servers' programs. One that isn't there fails the test, with what to install: none is skipped.</summary>
internal static class ServerPrograms
{
    // Debian keeps servers where only root's PATH leads.
    private static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(["/usr/sbin", "/usr/local/sbin"]);

    /// <summary>The path of a program.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="package">Debian's package that has it.</param>
    public static string Find(string name, string package) => FindOrNull(name)
        ?? throw new InvalidOperationException($"There is no {name} here. Install it (on Debian: apt-get install {package}), or run ./test.sh, which does.");

    /// <summary>The path of a program, or null.</summary>
    public static string? FindOrNull(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
