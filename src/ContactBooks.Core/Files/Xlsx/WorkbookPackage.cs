using System.IO.Compression;
using ContactBooks.Core.Files.Unpacking;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// The parts of a workbook's package (ECMA-376 part 2): entries of a zip file, found by name. Nothing is ever written to disk by an
/// entry's name, so that a name which climbs out of its folder is a name like any other.
/// </summary>
internal sealed class WorkbookPackage : IDisposable
{
    // Beyond this the ratio counts: small files may well be all blanks.
    private const long FreeBytes = 64L * 1024 * 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the package's directory.</summary>
    /// <param name="file">The file; closed with the package.</param>
    /// <param name="limits">How far it may unpack.</param>
    public WorkbookPackage(Stream file, FileLimits limits)
    {
        ZipDirectory.Check(file);
        _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: false);

        // What an entry declares is also all that it is unpacked to, so a bomb is known before a byte of it is.
        var unpacked = 0L;
        foreach (var entry in _zip.Entries)
        {
            if (entry.IsEncrypted)
                throw WorkbookFaults.Encrypted();
            if (entry.Length > limits.MaxUnpackedBytes - unpacked)
                throw WorkbookFaults.TooLarge($"it would unpack to more than {limits.MaxUnpackedBytes / (1024 * 1024)} MiB");
            unpacked += entry.Length;
            if (unpacked - FreeBytes > limits.MaxUnpackedRatio * file.Length)
                throw WorkbookFaults.TooLarge("it would unpack to far more than its size lets expect");

            // Of two parts of one name the first is meant: the format forbids a second.
            _parts.TryAdd(PartName.Of(entry.FullName), entry);
        }
    }

    /// <summary>Whether there is a part of this name.</summary>
    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>Reads a part's XML.</summary>
    /// <exception cref="FileFaultException">There is no such part.</exception>
    public PartXml Read(string part) => _parts.TryGetValue(part, out var entry)
        ? new PartXml(new UnzipStream(entry))
        : throw WorkbookFaults.Damaged($"its part {Path.GetFileName(part)} is missing");

    /// <summary>What a part points to; nothing if it has no relationships.</summary>
    public IReadOnlyList<Relationship> RelationshipsOf(string part)
    {
        var name = PartName.OfRelationships(part);
        return Has(name) ? Relationship.ReadAll(this, name, part) : [];
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();
}
