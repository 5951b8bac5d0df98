using System.Globalization;
using System.Text;

namespace ContactBooks.Specs.Reliability;

/// <summary>
/// A file of contacts such as people have: most rows new, some of contacts that are there, some refused, and phones that come again,
/// near and thousands of rows further on. The same for the same seed and number of rows.
/// </summary>
internal sealed class ImportedFile
{
    private const int ThereBefore = 1000;

    private ImportedFile(byte[] bytes, int rows) => (Bytes, Rows) = (bytes, rows);

    /// <summary>The file, CSV.</summary>
    public byte[] Bytes { get; }

    /// <summary>How many rows it has below the header.</summary>
    public int Rows { get; }

    /// <summary>What is uploaded before it: contacts that it has rows of, with other names.</summary>
    public static Upload Before { get; } = new("before", [.. Enumerable.Range(0, ThereBefore)]);

    public static ImportedFile Make(int rows, int seed)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("Mobile,Full Name,Email,Company,City,Visits\n");
        for (var row = 0; row < rows; row++)
        {
            var contact = random.Next(10) switch
            {
                0 => random.Next(ThereBefore),
                1 => ThereBefore + random.Next(row + 1), // of this row or of any before it
                _ => ThereBefore + row,
            };
            var phone = random.Next(25) == 0 ? "12345" : Upload.PhoneOf(contact);
            var email = random.Next(25) == 0 ? "asha@" : $"a{contact}.{row}@example.com";
            csv.Append(CultureInfo.InvariantCulture, $"{phone},Asha {row} Rao,{email},\"Acme, {row % 7}\",Pune,{row}\n");
        }

        return new ImportedFile(Encoding.UTF8.GetBytes(csv.ToString()), rows);
    }
}
