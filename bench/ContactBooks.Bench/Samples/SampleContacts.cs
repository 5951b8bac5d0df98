using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Search;

namespace ContactBooks.Bench;

/// <summary>
/// Contacts that look like a marketer's: Indian mobiles scattered over the whole range, as no real list comes sorted, and
/// all fields filled. The n-th contact in its v-th version is always the same.
/// </summary>
internal static class SampleContacts
{
    private static readonly string[] FirstNames = ["Asha", "Ravi", "Meera", "Arjun", "Priya", "Vikram", "Sunita", "Imran", "Kavya", "Rahul", "Fatima", "Deepak", "Lakshmi", "Sanjay", "Anita", "Farhan"];
    private static readonly string[] LastNames = ["Rao", "Sharma", "Khan", "Iyer", "Patel", "Singh", "Das", "Nair", "Gupta", "Reddy", "Bose", "Mehta", "Joshi", "Pillai", "Verma", "Shaikh"];
    private static readonly string[] Cities = ["Mumbai", "Delhi", "Pune", "Chennai", "Kolkata", "Jaipur", "Indore", "Kochi"];

    /// <summary>
    /// A phone of its own for each n below a billion: n times a number that shares no factor with the size of the range
    /// goes once around it.
    /// </summary>
    public static long NationalPhone(long n) => 9_000_000_000 + (n * 387_420_489 % 1_000_000_000);

    /// <summary>The same with its country code.</summary>
    public static long FullPhone(long n) => 910_000_000_000 + NationalPhone(n);

    public static string DisplayName(long n, int version) => $"{FirstName(n)} {LastName(n, version)}";

    /// <summary>The body of a bulk upload of these contacts in their first version.</summary>
    public static byte[] Body(IEnumerable<long> contacts) => Body(contacts.Select(n => (n, 0)));

    /// <summary>The body of a bulk upload of these contacts.</summary>
    public static byte[] Body(IEnumerable<(long Contact, int Version)> contacts)
    {
        var json = new StringBuilder("{\"defaultCountryCode\":\"91\",\"contacts\":[");
        foreach (var (n, version) in contacts)
        {
            json.Append("{\"phone\":\"").Append(NationalPhone(n))
                .Append("\",\"displayName\":\"").Append(DisplayName(n, version))
                .Append("\",\"firstName\":\"").Append(FirstName(n))
                .Append("\",\"lastName\":\"").Append(LastName(n, version))
                .Append("\",\"email\":\"").Append(Email(n))
                .Append("\",\"companyName\":\"Acme\",\"customFields\":{\"city\":\"").Append(City(n)).Append("\"}},");
        }

        json.Length--;
        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }

    /// <summary>The same upload as the store gets it.</summary>
    public static UploadPlan Plan(IEnumerable<(long Contact, int Version)> contacts, DateTimeOffset now) => UploadPlanner.Plan(
        [.. contacts.Select(row => (n: row.Contact, row.Version)).Select(row => new NormalisedRow(
            new ContactPatch(new Phone(FullPhone(row.n)))
            {
                DisplayName = TextPatch.Set(DisplayName(row.n, row.Version)),
                FirstName = TextPatch.Set(FirstName(row.n)),
                LastName = TextPatch.Set(LastName(row.n, row.Version)),
                Email = TextPatch.Set(Email(row.n)),
                CompanyName = TextPatch.Set("Acme"),
                CustomFields = CustomFieldsPatch.Of(new RawCustomFields { Json = Encoding.UTF8.GetBytes($"{{\"city\":\"{City(row.n)}\"}}") }),
            },
            null))],
        now);

    /// <summary>The lines of an upload's search, made before it as the server makes them.</summary>
    public static byte[][] SearchLines(UploadPlan plan) =>
        [.. plan.Contacts.Select(c => Encoding.UTF8.GetBytes(SearchText.LineOf(c.Patch.Phone, default(ContactFields).With(c.Patch))))];

    public static string FirstName(long n) => FirstNames[n % 16];

    public static string LastName(long n, int version) => version == 0 ? LastNames[n / 16 % 16] : $"{LastNames[n / 16 % 16]} {version}";

    public static string Email(long n) => $"{FirstName(n)}.{n}@example.com";

    public static string City(long n) => Cities[n / 256 % 8];
}
