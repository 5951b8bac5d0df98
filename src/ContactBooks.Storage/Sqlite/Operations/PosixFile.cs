using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The two things that .NET's own files can't do on Unix: open a file without asking for a lock on it, and open a folder,
/// which must be flushed for a rename in it to survive a power cut.
/// </summary>
internal static class PosixFile
{
    private const int ReadOnly = 0;

    /// <summary>Opens a file or folder for reading; the handle is invalid where that can't be.</summary>
    public static SafeFileHandle OpenForReading(string path) => new(Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly), ownsHandle: true);

    /// <summary>Writes what a folder holds (names, not contents) to disk. Windows does so by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = OpenForReading(folder);
        if (!handle.IsInvalid)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
