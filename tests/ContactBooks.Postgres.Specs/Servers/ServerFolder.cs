namespace ContactBooks.Specs.Servers;

/// <summary>A temporary folder that belongs to the user that servers run as, and is gone with the test.</summary>
internal sealed class ServerFolder : IDisposable
{
    private const string Prefix = "contactbooks-servers-";
    private const string Memory = "/dev/shm";
    private const long MemoryWanted = 1L << 30;

    private ServerFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <param name="mayBeInMemory">
    /// Whether it needn't be on a disk. A fresh database took 7 ms in memory and 40 to 300 ms on a disk that others wrote to.
    /// </param>
    public static async Task<ServerFolder> MakeAsync(bool mayBeInMemory = false)
    {
        var folder = new ServerFolder(mayBeInMemory && HasMemory() ? MakeInMemory() : Directory.CreateTempSubdirectory(Prefix).FullName);
        await ServerUser.OwnAsync(folder.Path);
        return folder;
    }

    /// <summary>A path in it.</summary>
    public string At(params IEnumerable<string> names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a file into it.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        var path = At(name);
        await File.WriteAllTextAsync(path, text);
        await ServerUser.OwnAsync(path);
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    // A container's is often 64 MB, which is too small.
    private static bool HasMemory() => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > MemoryWanted;

    private static string MakeInMemory() => Directory.CreateDirectory(
        System.IO.Path.Combine(Memory, Prefix + System.IO.Path.GetRandomFileName()),
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
}
