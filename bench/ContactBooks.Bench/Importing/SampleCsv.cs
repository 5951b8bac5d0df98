using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>Contacts in CSV, in UTF-8.</summary>
internal static class SampleCsv
{
    /// <summary>Contacts from one on.</summary>
    public static byte[] Make(long first, long rows)
    {
        using var file = new MemoryStream();
        using (var csv = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true))
        {
            csv.Write($"{string.Join(',', SampleFile.Columns)}\n");
            for (var n = first; n < first + rows; n++)
            {
                csv.Write(SampleContacts.NationalPhone(n).ToString(CultureInfo.InvariantCulture));
                csv.Write($",{string.Join(',', SampleFile.TextsOf(n))}\n");
            }
        }

        return file.ToArray();
    }
}
