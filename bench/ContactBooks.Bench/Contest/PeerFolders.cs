using System.Diagnostics;

namespace ContactBooks.Bench;

/// <summary>Where the peers are, and what a fresh machine needs before they run.</summary>
internal static class PeerFolders
{
    private static readonly string Root = Path.Combine(RepositoryRoot(), "bench", "peers");

    /// <summary>The two in Node.js.</summary>
    public static string Express => Path.Combine(Root, "express");

    /// <summary>The platform.</summary>
    public static string Directus => Path.Combine(Root, "directus");

    /// <summary>The one in ASP.NET Core, built.</summary>
    public static string EfCoreProgram => Path.Combine(Root, "efcore", "bin", "Release", "net10.0", "ContactBooks.Peers.EfCore.dll");

    /// <summary>What brings a copy of our tables to those that the written peers have.</summary>
    public static string PlainTables => Path.Combine(Root, "plain-tables.sql");

    /// <summary>Installs and builds the written peers.</summary>
    public static async Task PrepareWrittenAsync()
    {
        if (!Directory.Exists(Path.Combine(Express, "node_modules")))
        {
            await RunAsync(Express, "npm", "ci", "--no-audit", "--no-fund");
        }

        await RunAsync(Path.Combine(Root, "efcore"), "dotnet", "build", "-c", "Release", "--nologo", "-v", "quiet");
    }

    /// <summary>Installs Directus: some 2 minutes and 700 MB.</summary>
    public static async Task PrepareDirectusAsync()
    {
        if (!Directory.Exists(Path.Combine(Directus, "node_modules")))
        {
            await RunAsync(Directus, "npm", "run", "setup");
        }
    }

    private static Task RunAsync(string folder, string program, params string[] arguments)
    {
        Console.Error.WriteLine($"{program} {string.Join(' ', arguments)} in {Path.GetRelativePath(Root, folder)}");
        return PostgresPrograms.RunAsync(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true });
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ContactBooks.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the bench from within the checkout.");
    }
}
