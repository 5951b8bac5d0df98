namespace ContactBooks.Server.Observability;

/// <summary>The disk below the data folder.</summary>
internal static class DataDisk
{
    /// <summary>Bytes below which an operator should make room: without any, uploads are answered 507.</summary>
    public const long LittleSpace = 1024L * 1024 * 1024;

    /// <summary>Its free bytes; null where there is no such folder, as where the data are in PostgreSQL, or it can't be told.</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DriveInfo(folder).AvailableFreeSpace : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
