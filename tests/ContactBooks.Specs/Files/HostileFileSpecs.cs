using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>Files that are made to hurt are refused within 5 s, in little memory, with a sentence that says why.</summary>
public class HostileFileSpecs
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public void A_gzip_bomb_is_too_large() =>
        Refused(Gzip(stream => Zeros(stream, 2048)), FileFaultCode.TooLarge);

    [Fact]
    public void A_zip_bomb_is_too_large() =>
        Refused(Zip(("contacts.csv", stream => Zeros(stream, 2048))), FileFaultCode.TooLarge);

    [Fact]
    public void What_unpacks_to_more_than_the_limit_is_too_large_though_its_ratio_is_honest() =>
        Refused(Gzip(stream => stream.Write(Noise(3 * MiB))), FileFaultCode.TooLarge, new FileLimits { MaxUnpackedBytes = 2 * MiB });

    [Fact]
    public void A_zip_whose_list_understates_a_bomb_is_refused()
    {
        var zip = Zip(("contacts.csv", stream => Zeros(stream, 256)));
        var entry = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(entry + 24), 14).Should().BeTrue();

        Refused(zip, FileFaultCode.Damaged, FileFaultCode.TooLarge);
    }

    [Fact]
    public void A_zip_of_many_files_is_not_one_file() =>
        Refused(Zip([.. Enumerable.Range(0, 500).Select(i => ($"{i}.csv", (Action<Stream>)(stream => stream.Write("Phone\n+917000782082"u8))))]), FileFaultCode.NotOneFile);

    [Theory]
    [InlineData(30_000)]
    [InlineData(100_000)]
    public void A_zip_of_files_beyond_number_is_not_one_file(int count) =>
        Refused(Zip([.. Enumerable.Range(0, count).Select(i => ($"{i}", (Action<Stream>)(_ => { })))]), FileFaultCode.NotOneFile);

    [Fact]
    public void What_is_packed_twice_is_refused()
    {
        var packed = new[] { Gzip(stream => stream.Write("Phone\n+917000782082"u8)), Zip(("a.csv", stream => stream.Write("Phone\n+917000782082"u8))) };
        foreach (var once in packed)
        {
            Refused(Gzip(stream => stream.Write(once)), FileFaultCode.UnknownFormat);
            Refused(Zip(("once", stream => stream.Write(once))), FileFaultCode.UnknownFormat);
        }
    }

    [Fact]
    public void A_row_of_a_million_cells_is_too_large() => Refused(Bytes("a,", 1_000_000), FileFaultCode.TooLarge);

    [Fact]
    public void A_million_empty_cells_are_none() =>
        ReadTable.Of("Name,Phone\nAsha,+917000782082" + new string(',', 1_000_000)).Cells.Should().BeEquivalentTo([(string[])["Asha", "+917000782082"]]);

    [Fact]
    public void A_cell_of_100_MB_is_too_large() => Refused(Bytes("x", 100 * MiB), FileFaultCode.TooLarge);

    [Fact]
    public void A_quoted_cell_of_100_MB_is_too_large() => Refused([(byte)'"', .. Bytes("x", 100 * MiB), (byte)'"'], FileFaultCode.TooLarge);

    [Fact]
    public void An_endless_row_of_cells_that_are_each_as_long_as_may_be_is_too_large() =>
        Refused(Bytes(new string('x', 30_000) + ",", 900), FileFaultCode.TooLarge);

    [Fact]
    public void An_endless_line_of_JSON_is_too_large() => Refused([.. "{\"a\":\""u8, .. Bytes("x", 100 * MiB)], FileFaultCode.TooLarge);

    [Fact]
    public void JSON_nested_beyond_measure_is_damaged() => Refused(Bytes("{\"a\":", 100_000), FileFaultCode.Damaged);

    [Fact]
    public void JSON_with_other_keys_in_each_line_is_too_large() =>
        Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{{\"key{i}\":1}}\n"))), FileFaultCode.TooLarge);

    [Fact]
    public void A_card_without_end_is_too_large() => Refused([.. "BEGIN:VCARD\n"u8, .. Bytes("TEL:+917000782082\n", 1_000_000)], FileFaultCode.TooLarge);

    [Fact]
    public void A_note_without_end_is_too_large() => Refused([.. "BEGIN:VCARD\nNOTE:"u8, .. Bytes("xxxxxxxx\n ", 2_000_000)], FileFaultCode.TooLarge);

    [Fact]
    public void Cards_with_other_properties_in_each_are_too_large() =>
        Refused(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"BEGIN:VCARD\nX-{i}:1\nEND:VCARD\n"))), FileFaultCode.TooLarge);

    [Fact]
    public void Phones_by_the_hundred_on_each_card_take_no_time()
    {
        var card = "BEGIN:VCARD\n" + string.Concat(Enumerable.Repeat("TEL:1\n", 900)) + "END:VCARD\n";
        var clock = Stopwatch.StartNew();
        ReadTable.Of(string.Concat(Enumerable.Repeat(card, 100))).Rows.Should().HaveCount(100);
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\",")]
    [InlineData("\"\n")]
    [InlineData("\"a,")]
    [InlineData("\"\"a\"\",")]
    [InlineData("\"a\"\"\n")]
    [InlineData(" \"")]
    public void Quotes_without_number_take_no_time(string piece)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            ReadTable.Of(() => new MemoryStream(Bytes(piece, 2 * MiB / piece.Length)));
        }
        catch (FileFaultException)
        {
            // Some are no table.
        }

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private static void Refused(byte[] bytes, string code, FileLimits? limits = null) => Refused(bytes, [code], limits);

    private static void Refused(byte[] bytes, string code, string otherCode) => Refused(bytes, [code, otherCode], limits: null);

    private static void Refused(byte[] bytes, string[] codes, FileLimits? limits)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var fault = Fault.Of(bytes, limits: limits);

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        codes.Should().Contain(fault.Code, fault.Message);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64 * MiB);
    }

    private static byte[] Bytes(string piece, int count)
    {
        var bytes = new byte[piece.Length * count];
        var pieces = Encoding.ASCII.GetBytes(piece);
        for (var i = 0; i < bytes.Length; i += pieces.Length)
        {
            pieces.CopyTo(bytes, i);
        }

        return bytes;
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(noise));
    }

    private static void Zeros(Stream stream, int mebibytes)
    {
        var block = Bytes("0", MiB);
        for (var i = 0; i < mebibytes; i++)
        {
            stream.Write(block);
        }
    }

    private static byte[] Gzip(Action<Stream> write)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            write(gzip);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, Action<Stream> Write)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, write) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                write(entry);
            }
        }

        return packed.ToArray();
    }
}
