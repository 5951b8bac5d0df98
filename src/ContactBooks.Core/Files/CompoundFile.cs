using System.Text;

namespace ContactBooks.Core.Files;

/// <summary>
/// The container of Office's binary files ([MS-CFB]): what a workbook with a password is packed into ([MS-OFFCRYPTO] 2.3.1), and what
/// <c>.xls</c> files are. It is never read, only named.
/// </summary>
internal static class CompoundFile
{
    private const int BlockBytes = 64 * 1024;

    private static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Whether a file is one, by its first bytes.</summary>
    public static bool IsOne(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    /// <summary>Says what such a file is to its user.</summary>
    /// <param name="file">Its bytes from the first.</param>
    /// <remarks>
    /// The name of the encrypted stream stands in a directory that may lie anywhere. All bytes are looked through for it, so that no chain
    /// of sectors can lead astray.
    /// </remarks>
    public static FileFaultException FaultOf(Stream file)
    {
        var name = Encoding.Unicode.GetBytes("EncryptedPackage");
        var block = new byte[BlockBytes];
        var kept = 0;
        for (int read; (read = file.Read(block.AsSpan(kept))) > 0;)
        {
            var filled = block.AsSpan(0, kept + read);
            if (filled.IndexOf(name) >= 0)
            {
                return new FileFaultException(FileFaultCode.Encrypted,
                    "This Excel file needs a password. Save it without one (File, Info, Protect Workbook) and send that.");
            }

            kept = Math.Min(filled.Length, name.Length - 1);
            filled[^kept..].CopyTo(block);
        }

        return new FileFaultException(FileFaultCode.UnknownFormat,
            "This is an old Excel file (.xls). Open it in Excel, save it as .xlsx or CSV UTF-8, and send that.");
    }
}
