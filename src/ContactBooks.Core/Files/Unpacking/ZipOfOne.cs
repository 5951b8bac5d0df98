using System.IO.Compression;

namespace ContactBooks.Core.Files.Unpacking;

/// <summary>A zip as people make it of one file: what the Mac adds besides does not count.</summary>
internal static class ZipOfOne
{
    /// <summary>Gives the one file in a zip, or the zip itself where that is a workbook.</summary>
    public static FileContent Unwrap(FileContent file, FileLimits limits)
    {
        using var stream = file.Open();
        using var zip = OpenZip(stream);
        FileSignature.RefuseZipOfAnotherProgram(zip);
        if (IsWorkbook(zip))
            return file;

        var entries = zip.Entries.Where(IsFile).Take(2).ToArray();
        if (entries.Length != 1)
        {
            throw new FileFaultException(FileFaultCode.NotOneFile, entries.Length == 0
                ? "There is no file in this zip."
                : "There are several files in this zip. Send them one by one, or a zip with one file in it.");
        }

        var entry = entries[0];
        if (entry.IsEncrypted)
            throw new FileFaultException(FileFaultCode.Encrypted, "This zip needs a password. Unpack it and send the file that is in it.");
        if (entry.FullName.Split('/', '\\').Contains(".."))
        {
            throw new FileFaultException(FileFaultCode.Damaged,
                "The file in this zip has a name that leads out of the zip. Pack it anew, or send it unpacked.");
        }

        var name = entry.FullName;
        return new FileContent(() => Unzip(file.Open(), name, limits), isPacked: true);
    }

    /// <summary>Whether a zip is an Excel workbook, or another document of Office. The stream is back at its beginning then.</summary>
    public static bool IsWorkbook(Stream stream)
    {
        using var zip = OpenZip(stream);
        var isWorkbook = IsWorkbook(zip);
        stream.Position = 0;
        return isWorkbook;
    }

    // Every Office document has this part (ECMA-376 part 2, 10.1.2.3), whatever folders the others lie in.
    private static bool IsWorkbook(ZipArchive zip) =>
        zip.Entries.Any(entry => entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase));

    private static UnpackingStream Unzip(Stream packed, string name, FileLimits limits)
    {
        var zip = OpenZip(packed);
        var entry = zip.GetEntry(name)!;
        try
        {
            return new UnpackingStream(packed, new UnzipStream(entry, zip), limits);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            zip.Dispose();
            packed.Dispose();
            throw new FileFaultException(FileFaultCode.Damaged,
                "The file in this zip can't be unpacked. Send it unpacked, or pack it with another program.");
        }
    }

    private static ZipArchive OpenZip(Stream stream)
    {
        try
        {
            ZipDirectory.Check(stream);
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            // The list of files is read only when asked for, and that is when its faults show.
            _ = zip.Entries.Count;
            return zip;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            stream.Dispose();
            throw new FileFaultException(FileFaultCode.Damaged, "This zip is cut off or damaged. Pack it anew, or send the file unpacked.");
        }
    }

    private static bool IsFile(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && entry.Name != ".DS_Store";
}
