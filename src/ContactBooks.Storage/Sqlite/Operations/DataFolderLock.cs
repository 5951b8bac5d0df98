using System.Globalization;
using System.Text;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The claim of one server, or one restore, on a data folder: a file that is opened exclusively. The kernel lets go of it
/// however the program ends, kill -9 included, so that there is no stale lock to remove. The file itself stays: were it
/// deleted, two programs could each hold a lock on a file of that name.
/// </summary>
/// <remarks>The operator's other commands don't need it: SQLite's own locks let them share the database with a server.</remarks>
public sealed class DataFolderLock : IDisposable
{
    /// <summary>The file's name in its data folder. It holds the number of the process that has the lock.</summary>
    public const string FileName = "contactbooks.lock";

    // Whoever only looks (doctor) holds the file for an instant; a server that starts just then must not be turned away.
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder, making the folder if need be.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="StoreFaultException">The folder can't be made or written.</exception>
    public static DataFolderLock Take(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        try
        {
            Directory.CreateDirectory(dataFolder);
            for (var attempt = 1; ; attempt++)
            {
                if (TryOpen(path, FileMode.OpenOrCreate) is { } file)
                {
                    return Sign(file);
                }

                if (attempt == Attempts)
                {
                    throw new DataFolderInUseException(dataFolder, ReadHolder(path));
                }

                Thread.Sleep(Pause);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreFaultException(StoreFaultKind.Unavailable, $"The data folder {dataFolder} can't be made or written. Check its path and rights.", e);
        }
    }

    /// <summary>Whether some process has the lock of a folder now, and which, if that can be told. Makes no file.</summary>
    public static bool IsHeld(string dataFolder, out int? processId)
    {
        var path = Path.Combine(dataFolder, FileName);
        processId = null;
        try
        {
            using var file = File.Exists(path) ? TryOpen(path, FileMode.Open) : null;
            if (file is not null || !File.Exists(path))
            {
                return false;
            }

            processId = ReadHolder(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's file: it can't be told.
            return false;
        }
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>Null where another process has it open.</summary>
    private static FileStream? TryOpen(string path, FileMode mode)
    {
        try
        {
            // Exclusive by what each system calls so: flock(2) knows shared and exclusive only, where Windows would also
            // keep others from reading the number inside.
            return new FileStream(path, mode, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None);
        }
        catch (IOException e) when (IsSharingViolation(e))
        {
            return null;
        }
    }

    // EWOULDBLOCK (11 on Linux, 35 on macOS) and ERROR_SHARING_VIOLATION are what .NET leaves in the exception.
    private static bool IsSharingViolation(IOException e) => e.GetType() == typeof(IOException) && e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static DataFolderLock Sign(FileStream file)
    {
        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")));
        file.Flush();
        return new DataFolderLock(file);
    }

    private static int? ReadHolder(string path)
    {
        try
        {
            // .NET asks for a shared lock on Unix whenever it opens a file, which the holder's lock refuses.
            using var file = OperatingSystem.IsWindows()
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                : new FileStream(PosixFile.OpenForReading(path), FileAccess.Read);
            using var text = new StreamReader(file, Encoding.ASCII);
            return int.TryParse(text.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>Another process has the lock of a data folder.</summary>
/// <param name="dataFolder">The folder.</param>
/// <param name="processId">The process, if that could be told.</param>
public sealed class DataFolderInUseException(string dataFolder, int? processId)
    : Exception($"A server{(processId is { } id ? string.Create(CultureInfo.InvariantCulture, $" (process {id})") : "")} is using the data folder {dataFolder}.");
