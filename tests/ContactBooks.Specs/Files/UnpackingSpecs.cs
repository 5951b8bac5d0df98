using System.IO.Compression;
using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class UnpackingSpecs
{
    // More than the buffers on the way, so that a cut or a wrong byte may be anywhere.
    private static readonly byte[] Table = Encoding.UTF8.GetBytes(
        "Name,Phone\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Contact {i * 7919 % 20_011},+9198{i * 7919L % 100_000_000:00000000}\n")));

    [Fact]
    public void A_gzip_is_read_as_what_is_in_it() => ReadTable.Of(Gzip(Table)).Rows.Should().HaveCount(20_000);

    [Fact]
    public void Gzips_one_after_another_are_one_file() =>
        ReadTable.Of([.. Gzip(Table[..70_000]), .. Gzip(Table[70_000..70_001]), .. Gzip(Table[70_001..])]).Rows.Should().HaveCount(20_000);

    [Fact]
    public void A_gzip_that_is_cut_off_anywhere_is_damaged()
    {
        var packed = Gzip(Table);
        int[] lengths = [2, 3, 9, 10, 11, 20, packed.Length / 3, 65_536, packed.Length / 2, packed.Length - 9, packed.Length - 8, packed.Length - 1];

        lengths.Where(length => Fault.Of(packed[..length]).Code != FileFaultCode.Damaged).Should().BeEmpty();
    }

    [Fact]
    public void A_gzip_with_a_wrong_byte_anywhere_is_damaged() =>
        WrongBytes(Gzip(Table), 10).Where(packed => Fault.Of(packed).Code != FileFaultCode.Damaged).Should().BeEmpty();

    [Fact]
    public void A_file_in_a_zip_with_a_wrong_byte_anywhere_is_damaged()
    {
        var packed = Zip(("contacts.csv", Table));
        var list = packed.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

        WrongBytes(packed[..list], 60).Where(bytes => Fault.Of([.. bytes, .. packed[list..]]).Code != FileFaultCode.Damaged).Should().BeEmpty();
    }

    [Fact]
    public void A_zip_of_one_file_is_read_as_what_is_in_it_whatever_the_Mac_adds() =>
        ReadTable.Of(Zip(("a/", []), ("a/.DS_Store", [1]), ("a/b.csv", Table), ("__MACOSX/a/._b.csv", [2]))).Rows.Should().HaveCount(20_000);

    [Fact]
    public void Neither_the_files_name_nor_that_in_the_zip_says_what_it_is() =>
        ReadTable.Of(Zip(("contacts.xlsx", "BEGIN:VCARD\nTEL:+917000782082\nEND:VCARD"u8.ToArray()))).Layout.Format.Should().Be(FileFormat.VCard);

    [Theory]
    [InlineData("../contacts.csv")]
    [InlineData("a/../../contacts.csv")]
    [InlineData("..\\contacts.csv")]
    public void A_name_that_leads_out_of_the_zip_is_refused(string name) => Fault.Of(Zip((name, Table))).Code.Should().Be(FileFaultCode.Damaged);

    [Theory]
    [InlineData("mimetype", "OpenDocument")]
    [InlineData("word/document.xml", "Word")]
    [InlineData("Index/Document.iwa", "Numbers")]
    public void A_document_of_another_program_is_told_by_its_name(string entry, string name) =>
        Fault.Of(Zip((entry, [1]), ("other", [2]))).Should().Match<FileFaultException>(fault =>
            fault.Code == FileFaultCode.UnknownFormat && fault.Message.Contains(name) && fault.Message.Contains("save it as CSV"));

    [Fact]
    public void Every_stream_that_was_opened_is_closed_again()
    {
        foreach (var packed in new[] { Table, Gzip(Table), Zip(("a.csv", Table)), Gzip(Table)[..500], Zip(("a.csv", Table))[..500], "x"u8.ToArray() })
        {
            var open = 0;
            try
            {
                ReadTable.Of(() => new CountedStream(packed, () => open--, () => open++));
            }
            catch (FileFaultException)
            {
                // Those that are cut off.
            }

            open.Should().Be(0);
        }
    }

    private static IEnumerable<byte[]> WrongBytes(byte[] bytes, int count)
    {
        // Behind the gzip's or the entry's head, which has a time and flags that may well be others.
        for (var at = 60; at < bytes.Length; at += bytes.Length / count)
        {
            var wrong = bytes.ToArray();
            wrong[at] ^= 0x10;
            yield return wrong;
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    private sealed class CountedStream : MemoryStream
    {
        private readonly Action _onClose;
        private bool _isClosed;

        public CountedStream(byte[] bytes, Action onClose, Action onOpen)
            : base(bytes)
        {
            _onClose = onClose;
            onOpen();
        }

        protected override void Dispose(bool disposing)
        {
            if (!_isClosed)
                _onClose();
            _isClosed = true;
            base.Dispose(disposing);
        }
    }
}
