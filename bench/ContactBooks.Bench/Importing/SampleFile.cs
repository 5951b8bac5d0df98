using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>Contacts as a file, as a program for customer relations gives it out.</summary>
internal static class SampleFile
{
    /// <summary>Contacts from one on, in CSV.</summary>
    public static byte[] Make(long first, long rows)
    {
        using var file = new MemoryStream();
        using (var csv = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true))
        {
            csv.Write("Mobile,Full Name,First Name,Last Name,Email,Company,City\n");
            for (var n = first; n < first + rows; n++)
            {
                csv.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{SampleContacts.NationalPhone(n)},{SampleContacts.DisplayName(n, 0)},{SampleContacts.FirstName(n)},{SampleContacts.LastName(n, 0)},{SampleContacts.Email(n)},Acme,{SampleContacts.City(n)}\n"));
            }
        }

        return file.ToArray();
    }
}
