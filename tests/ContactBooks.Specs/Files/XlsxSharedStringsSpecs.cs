using System.Text;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Xlsx;

namespace ContactBooks.Specs.Files;

/// <summary>Shared strings are found by their numbers in any order, and take memory that doesn't grow without end.</summary>
public sealed class XlsxSharedStringsSpecs
{
    private const int MiB = 1024 * 1024;

    private static readonly FileLimits Limits = new();

    [Fact]
    public void They_are_read_as_far_as_they_are_asked_for()
    {
        using var strings = Of(1000, n => $"text {n}");

        strings[10].Should().Be("text 10");
        strings.Count.Should().Be(11);
        strings[3].Should().Be("text 3");
        strings[999].Should().Be("text 999");
        strings.Count.Should().Be(1000);
    }

    [Fact]
    public void Each_is_found_in_any_order()
    {
        const int count = 20_000;
        using var strings = Of(count, Text);
        var random = new Random(7);

        for (var round = 0; round < count; round++)
        {
            var number = random.Next(count);
            strings[number].Should().Be(Text(number));
        }
    }

    [Fact]
    public void A_million_take_little_more_than_their_bytes()
    {
        const int count = 1_000_000;
        using var strings = Of(count, n => $"unique text {n}");

        var cost = ReadingCost.Of(() => strings[count - 1].Should().Be($"unique text {count - 1}"));

        // 18 bytes of text each, 4 of its length and 1.5 of its group's place; in blocks of a MiB.
        cost.AllocatedBytes.Should().BeLessThan(32 * MiB);
    }

    [Fact]
    public void What_is_too_much_for_memory_goes_to_a_file_and_comes_back()
    {
        const int count = 3_000;
        using var strings = Of(count, Long);

        var cost = ReadingCost.Of(() => strings[count - 1].Should().Be(Long(count - 1)));

        cost.AllocatedBytes.Should().BeGreaterThan(SpillingBytes.BytesInMemory).And.BeLessThan(SpillingBytes.BytesInMemory + (8 * MiB));
        for (var number = 0; number < count; number += 7)
            strings[number].Should().Be(Long(number));
    }

    [Fact]
    public void Bytes_are_the_same_on_both_sides_of_the_limit()
    {
        using var bytes = new SpillingBytes();
        var random = new Random(7);
        var appended = new List<(long Position, byte[] Bytes)>();
        for (var total = 0L; total < SpillingBytes.BytesInMemory + (4 * MiB);)
        {
            var piece = new byte[random.Next(MiB / 2)];
            random.NextBytes(piece);
            appended.Add((bytes.Append(piece), piece));
            total += piece.Length;
        }

        bytes.HasSpilled.Should().BeTrue();
        foreach (var (position, piece) in appended.OrderBy(_ => random.Next()))
            bytes.Read(position, piece.Length).SequenceEqual(piece).Should().BeTrue();
    }

    // Some repeat, some are empty, some too long to be remembered.
    private static string Text(int number) => (number % 5) switch
    {
        0 => "",
        1 => "तेज",
        2 => new string('x', number % 200),
        _ => $"text {number}",
    };

    private static string Long(int number) => $"{number}{new string((char)('a' + (number % 26)), 32_000)}";

    private static SharedStrings Of(int count, Func<int, string> text)
    {
        var xml = new MemoryStream();
        using (var writer = new StreamWriter(xml, new UTF8Encoding(false), leaveOpen: true))
        {
            writer.Write($"<sst xmlns=\"{WorkbookFile.Main}\">");
            for (var number = 0; number < count; number++)
                writer.Write($"<si><t>{text(number)}</t></si>");
            writer.Write("</sst>");
        }

        xml.Position = 0;
        return new SharedStrings(new PartXml(xml), Limits.MaxCellLength);
    }
}
