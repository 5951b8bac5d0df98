using System.IO.Compression;
using System.Text;
using ContactBooks.Core.Files;
using ContactBooks.Specs.Reliability;
using CsCheck;

namespace ContactBooks.Specs.Files;

/// <summary>Whatever happens to a workbook, it is a table or a fault, soon.</summary>
public sealed class XlsxFuzzSpecs
{
    private const int LongestPiece = 64;

    private static readonly int Rounds = Soak.Is ? 100_000 : 5_000;

    private static readonly byte[][] Workbooks =
    [
        .. Corpus.Files.Where(file => file.Contains(".xls", StringComparison.Ordinal))
            .Select(File.ReadAllBytes).Where(bytes => bytes.Length < 20_000),
    ];

    private static readonly (string Name, byte[] Bytes)[][] Unpacked = [.. Workbooks.Select(Unpack).Where(parts => parts.Length > 0)];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf(
            "<c>", "</c>", "<c/>", "<row>", "</row>", "<v>", "</v>", "<is>", "<t>", "</t>", "<si>", "<x:c xmlns:x=\"a\">",
            "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&amp;", "&#0;", "&#xD800;", "_x0000_", "_xD800_", "\0", "\uFFFF",
            " r=\"XFD1048576\"", " r=\"A1\"", " t=\"s\"", " t=\"d\"", " s=\"1\"", "xmlns=\"\"", "9E99", "-1", "99999999999", "../"),
        Gen.String[0, 4]);

    private static readonly Gen<List<(int At, int Removed, string Piece)>> Changes =
        Gen.Select(Gen.Int[0, 4_000], Gen.Int[0, LongestPiece], Piece).List[1, 4];

    [Fact]
    public void Any_change_to_its_bytes_gives_a_table_or_a_fault() =>
        Gen.Select(Gen.OneOf(Workbooks), Gen.Select(Gen.Int[0, 20_000], Gen.Byte).List[1, 6]).Sample((workbook, changes) =>
        {
            var changed = workbook.ToArray();
            foreach (var (at, value) in changes)
                changed[at % changed.Length] = value;
            ReadSoon(changed);
        }, iter: Rounds);

    [Fact]
    public void Any_change_to_its_directory_gives_a_table_or_a_fault() =>
        Gen.Select(Gen.OneOf(Workbooks), Gen.Select(Gen.Int[1, 200], Gen.Byte).List[1, 4]).Sample((workbook, changes) =>
        {
            var changed = workbook.ToArray();
            foreach (var (fromEnd, value) in changes)
                changed[^Math.Min(fromEnd, changed.Length)] = value;
            ReadSoon(changed);
        }, iter: Rounds);

    [Fact]
    public void Any_change_to_its_XML_gives_a_table_or_a_fault() =>
        Gen.Select(Gen.OneOf(Unpacked), Gen.Int[0, 100], Changes).Sample((parts, which, changes) =>
        {
            var changed = parts.ToArray();
            var (name, bytes) = changed[which % changed.Length];
            var xml = new StringBuilder(Encoding.UTF8.GetString(bytes));
            foreach (var (at, removed, piece) in changes)
            {
                var place = xml.Length == 0 ? 0 : at % xml.Length;
                xml.Remove(place, Math.Min(removed, xml.Length - place)).Insert(place, piece);
            }

            changed[which % changed.Length] = (name, Encoding.UTF8.GetBytes(xml.ToString()));
            ReadSoon(Pack(changed));
        }, iter: Rounds);

    private static void ReadSoon(byte[] workbook)
    {
        var cost = ReadingCost.Of(() =>
        {
            try
            {
                ReadWorkbook.Of(workbook).Rows.Should().NotBeEmpty("a file with nothing in it is a fault");
            }
            catch (FileFaultException fault)
            {
                fault.Message.Should().EndWith(".");
            }
        });

        cost.Processor.Should().BeLessThan(TimeSpan.FromSeconds(5));
        cost.AllocatedBytes.Should().BeLessThan(64 * 1024 * 1024);
    }

    private static (string Name, byte[] Bytes)[] Unpack(byte[] workbook)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(workbook));
            return [.. zip.Entries.Select(entry => (entry.FullName, Unpack(entry)))];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static byte[] Unpack(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        using var unpacked = entry.Open();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Pack((string Name, byte[] Bytes)[] parts)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
