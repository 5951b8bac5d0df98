namespace ContactBooks.Core.Files.Unpacking;

/// <summary>
/// Looks through what a file is packed in, one layer of it: gzip, or a zip of one file. A workbook is a zip too, and is left as it is.
/// </summary>
internal static class PackedFile
{
    /// <summary>Gives what is inside of a packed file, and any other file as it is.</summary>
    public static FileContent Unwrap(FileContent file, FileLimits limits)
    {
        var head = file.Head();
        if (FileSignature.IsGzip(head))
            return new FileContent(() => Gunzip(file.Open(), limits), isPacked: true);
        if (FileSignature.IsZip(head))
            return ZipOfOne.Unwrap(file, limits);
        return file;
    }

    private static UnpackingStream Gunzip(Stream packed, FileLimits limits) => new(packed, new GunzipStream(packed), limits);
}
