using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>Memory does not grow with the file: a row costs its texts and the list of them, and nothing of it is kept.</summary>
public class FileAllocationSpecs
{
    private const string Row = "Asha Rao,+917000782082,asha@example.com,Rao Textiles Pvt Ltd,Mumbai,customer since 2019\n";

    // A string is 22 bytes and 2 for each character, in steps of 8; an array of references 24 and 8 for each.
    private static readonly long Texts = Row.TrimEnd().Split(',').Sum(cell => (22 + 2 * cell.Length + 7) / 8 * 8) + 24 + 6 * 8;

    [Fact]
    public void A_row_of_a_table_allocates_its_texts_alone()
    {
        // The first time, code and tables are made too.
        Allocated(1_000);
        var (fewer, more) = (Allocated(20_000), Allocated(120_000));

        // What is made once isn't quite the same in both, a fraction of a byte for each row.
        ((more - fewer) / 100_000d).Should().BeInRange(Texts - 1, Texts + 8);
    }

    private static long Allocated(int rows)
    {
        var file = Encoding.UTF8.GetBytes("Name,Phone,Email,Company,City,Note\n" + new StringBuilder().Insert(0, Row, rows));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var table = ContactFile.Open(() => new MemoryStream(file), new FileChoices(), new FileLimits());
        var read = 0;
        while (table.Read(out _))
        {
            read++;
        }

        read.Should().Be(rows);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
