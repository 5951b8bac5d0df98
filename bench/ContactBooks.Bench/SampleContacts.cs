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

    public static string DisplayName(long n, int version) => $"{FirstName(n)} {LastName(n, version)}";

    /// <summary>The body of a bulk upload of these contacts.</summary>
    public static byte[] Body(IEnumerable<long> contacts, int version)
    {
        var json = new StringBuilder("{\"defaultCountryCode\":\"91\",\"contacts\":[");
        foreach (var n in contacts)
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
    public static UploadPlan Plan(IEnumerable<long> contacts, int version, DateTimeOffset now) => UploadPlanner.Plan(
        [.. contacts.Select(n => new NormalisedRow(
            new ContactPatch(new Phone(910_000_000_000 + NationalPhone(n)))
            {
                DisplayName = TextPatch.Set(DisplayName(n, version)),
                FirstName = TextPatch.Set(FirstName(n)),
                LastName = TextPatch.Set(LastName(n, version)),
                Email = TextPatch.Set(Email(n)),
                CompanyName = TextPatch.Set("Acme"),
                CustomFields = CustomFieldsPatch.Of(new RawCustomFields { Json = Encoding.UTF8.GetBytes($"{{\"city\":\"{City(n)}\"}}") }),
            },
            null))],
        now);

    /// <summary>The lines of an upload's search, made before it as the server makes them.</summary>
    public static byte[][] SearchLines(UploadPlan plan) =>
        [.. plan.Contacts.Select(c => Encoding.UTF8.GetBytes(SearchText.LineOf(c.Patch.Phone, default(ContactFields).With(c.Patch))))];

    private static string FirstName(long n) => FirstNames[n % 16];

    private static string LastName(long n, int version) => version == 0 ? LastNames[n / 16 % 16] : $"{LastNames[n / 16 % 16]} {version}";

    private static string Email(long n) => $"{FirstName(n)}.{n}@example.com";

    private static string City(long n) => Cities[n / 256 % 8];
}
