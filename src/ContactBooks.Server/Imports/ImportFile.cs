using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Imports;

/// <summary>
/// An import's file between the store, where it lies in pieces that every node can have, and a temporary file of this node,
/// which its reader can go through more than once.
/// </summary>
internal sealed class ImportFile : IDisposable
{
    /// <summary>Bytes of a piece: a few of them in memory are nothing, and a statement with one takes milliseconds.</summary>
    private const int PieceBytes = 1024 * 1024;

    private const string Prefix = "contactbooks-import-";

    /// <summary>No reader needs one that long: it is opened once or twice, soon after it was made.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private ImportFile(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its size.</summary>
    public long Bytes => new FileInfo(Path).Length;

    /// <summary>An empty one.</summary>
    public static ImportFile New() => new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Prefix}{Guid.NewGuid():N}"));

    /// <summary>Deletes what killed processes have left in the temporary folder; it has contacts in it. By the file system's time.</summary>
    public static void DeleteAbandoned()
    {
        foreach (var path in Directory.EnumerateFiles(System.IO.Path.GetTempPath(), $"{Prefix}*"))
        {
            try
            {
                if (File.GetLastWriteTimeUtc(path) < TimeProvider.System.GetUtcNow() - Abandoned)
                {
                    File.Delete(path);
                }
            }
            catch (UnauthorizedAccessException)
            {
                // Another user's, who runs a server of this name here too.
            }
        }
    }

    /// <summary>Fetches an import's file from the store.</summary>
    /// <exception cref="InvalidDataException">Not all of it is there.</exception>
    public static async Task<ImportFile> FetchAsync(IImportStore imports, CustomerId customer, Import import, CancellationToken cancellation)
    {
        var file = await FetchAsync(imports, customer, import.Uid, cancellation);
        if (file.Bytes == import.FileBytes)
        {
            return file;
        }

        file.Dispose();
        throw new InvalidDataException("Pieces of the import's file are missing.");
    }

    /// <summary>Fetches what the store keeps of a file whose import may be yet to be made; an empty one where that is nothing.</summary>
    public static async Task<ImportFile> FetchAsync(IImportStore imports, CustomerId customer, string importUid, CancellationToken cancellation)
    {
        var file = New();
        try
        {
            await using var to = file.OpenWrite();
            for (var number = 0; await imports.ReadPieceAsync(customer, importUid, number, cancellation) is { IsEmpty: false } piece; number++)
            {
                await to.WriteAsync(piece, cancellation);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Keeps it in the store, for an import that is about to be made.</summary>
    public async Task KeepAsync(IImportStore imports, CustomerId customer, string importUid, TimeProvider clock, CancellationToken cancellation)
    {
        await using var from = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[PieceBytes];
        for (var number = 0; await from.ReadAtLeastAsync(buffer, PieceBytes, throwOnEndOfStream: false, cancellation) is > 0 and var length; number++)
        {
            await imports.KeepPieceAsync(customer, importUid, number, buffer.AsMemory(0, length), clock.GetUtcNow(), cancellation);
        }
    }

    /// <summary>For writing it, from the beginning. Readable by nobody else on this machine.</summary>
    public FileStream OpenWrite()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path, options);
    }

    public void Dispose() => File.Delete(Path);
}
