namespace ContactBooks.Server.Commands.Demo;

/// <summary>The demo's data folder: fresh, temporary, gone with it.</summary>
internal sealed class DemoFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("contactbooks-demo-").FullName;

    /// <summary>Removes it with all that is in it.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The demo's folder {Path} can't be removed: {e.Message}");
        }
    }
}
