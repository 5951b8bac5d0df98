using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ContactBooks.Bench;

/// <summary>The server as it comes out of a build.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="IsOurs">Whether the folder was made for the bench, and goes with it.</param>
internal sealed record ServerBuild(string Name, string Folder, bool IsOurs) : IDisposable
{
    /// <summary>What <c>dotnet build</c> makes: each method is compiled when it is first called.</summary>
    public static ServerBuild Built { get; } = new("`dotnet build`: compiled when called", AppContext.BaseDirectory, false);

    /// <summary>Publishes the server for this platform, which compiles it beforehand (ReadyToRun).</summary>
    /// <exception cref="InvalidOperationException">It can't be published; run this in the repository's root.</exception>
    public static async Task<ServerBuild> PublishAsync()
    {
        var folder = Directory.CreateTempSubdirectory("contactbooks-published-").FullName;
        var start = new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine("src", "ContactBooks.Server"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false", "-o", folder])
        {
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? new ServerBuild("`dotnet publish -r`: compiled beforehand", folder, true)
            : throw new InvalidOperationException($"The server can't be published: {said}");
    }

    public void Dispose()
    {
        if (IsOurs)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
