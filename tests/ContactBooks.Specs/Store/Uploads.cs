using System.Globalization;
using System.Text;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Search;

namespace ContactBooks.Specs.Store;

/// <summary>Plans of uploads, made on the real road: JSON rows are read, normalised and planned as the server does it.</summary>
internal static class Uploads
{
    public static readonly PhoneReader Phones = new();

    public static readonly CallingCode India = new(91);

    private static readonly RowNormaliser Normaliser = new(Phones);

    public static UploadPlan Of(DateTimeOffset now, params IEnumerable<string> rows)
    {
        var body = $$"""{"defaultCountryCode":"91","contacts":[{{string.Join(',', rows)}}]}""";
        var request = BulkRequestReader.Read(Encoding.UTF8.GetBytes(body)).Request ?? throw new ArgumentException("No upload: " + body);
        return UploadPlanner.Plan([.. request.Rows.Select(row => Normaliser.Normalise(row, request.DefaultCountryCode))], now);
    }

    /// <summary>A row of the n-th phone with the given rest, as in <c>"displayName":"Asha"</c>.</summary>
    public static string Row(int n, string rest = "") => $$"""{"phone":"{{Phone(n)}}"{{(rest.Length > 0 ? "," : "")}}{{rest}}}""";

    /// <summary>The n-th of 10,000 Indian mobile numbers.</summary>
    public static Phone Phone(int n) => new(917_000_780_000 + n);

    /// <summary>A search as an Indian customer writes it.</summary>
    public static SearchQuery Query(string text) => SearchQuery.Parse(text, Phones, India)!;

    /// <summary>A text as a JSON string.</summary>
    public static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    public static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
