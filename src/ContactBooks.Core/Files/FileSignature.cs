using System.IO.Compression;
using System.Text;

namespace ContactBooks.Core.Files;

/// <summary>Files of other programs, told by the bytes that they begin with, and what their user is to do with each.</summary>
internal static class FileSignature
{
    private const string SaveAs = "Open it in its own program, save it as CSV (UTF-8) or .xlsx, and send that.";

    private static readonly (byte[] Signature, string Name)[] Others =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ("GIF8"u8.ToArray(), "a picture (GIF)"),
        ("%PDF-"u8.ToArray(), "a PDF"),
        (@"{\rtf"u8.ToArray(), "a Word text (RTF)"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7-Zip archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "packed with xz"),
        ("BZh"u8.ToArray(), "packed with bzip2"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd"),
        ("SQLite format 3\0"u8.ToArray(), "a SQLite database"),
        ("PAR1"u8.ToArray(), "a Parquet file"),
        ("MZ"u8.ToArray(), "a program"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
    ];

    /// <summary>Whether it begins as gzip does.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>Whether it begins as a zip does, one without files too.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Refuses what is known to be another program's file.</summary>
    /// <exception cref="FileFaultException">It is one.</exception>
    public static void Refuse(ReadOnlySpan<byte> head)
    {
        foreach (var (signature, name) in Others)
        {
            // A name may begin with a few letters of ASCII; what is no text has control characters.
            if (head.StartsWith(signature) && (signature.Length > 4 || !Ascii.IsValid(signature) || head.ContainsAnyInRange((byte)0, (byte)8)))
                throw Unknown($"This is {name}, not a table of contacts. Send CSV, Excel (.xlsx), NDJSON or vCard.");
        }
    }

    /// <summary>Refuses a zip that another program's document is kept in.</summary>
    /// <exception cref="FileFaultException">It is one.</exception>
    public static void RefuseZipOfAnotherProgram(ZipArchive zip)
    {
        foreach (var entry in zip.Entries.Take(100))
        {
            var name = entry.FullName switch
            {
                "mimetype" => "an OpenDocument file (.ods)",
                "Index/Document.iwa" or "Index.zip" => "an Apple Numbers file",
                "word/document.xml" => "a Word document",
                "ppt/presentation.xml" => "a PowerPoint presentation",
                _ => null,
            };
            if (name is not null)
                throw Unknown($"This is {name}. {SaveAs}");
        }
    }

    private static FileFaultException Unknown(string message) => new(FileFaultCode.UnknownFormat, message);
}
