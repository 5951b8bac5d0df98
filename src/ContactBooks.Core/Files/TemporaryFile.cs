namespace ContactBooks.Core.Files;

/// <summary>
/// A file for what is too large for memory, in the system's temporary folder (<c>TMPDIR</c>). Its name is taken away at once, so that it
/// is gone with the process however that ends; nobody else may read it, for it has contacts in it.
/// </summary>
internal static class TemporaryFile
{
    /// <summary>Makes one.</summary>
    /// <param name="bufferSize">Bytes.</param>
    public static FileStream Create(int bufferSize)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = bufferSize,
            Options = FileOptions.DeleteOnClose,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
