using System.Globalization;

namespace ContactBooks.Client;

/// <summary>The API's paths, without the first slash.</summary>
internal static class ApiPaths
{
    /// <summary>Entries a request where lists are walked.</summary>
    public const int PageSize = 500;

    public const string Books = "api/v2/contact-books";

    private const int MaxPageSize = 1000;

    public static string Book(string bookUid)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(bookUid);
        if (bookUid is "." or "..")
        {
            throw new ArgumentException("This leads to another address.", nameof(bookUid));
        }

        return $"{Books}/{Uri.EscapeDataString(bookUid)}";
    }

    public static string Contacts(string bookUid) => Book(bookUid) + "/contacts";

    public static string Bulk(string bookUid) => Contacts(bookUid) + "/bulk";

    /// <summary>A path with those parameters that have a value.</summary>
    public static string WithQuery(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var query = string.Join('&', parameters.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    public static void CheckPageSize(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
    }

    public static (string Name, string? Value) Limit(int pageSize) => ("limit", pageSize.ToString(CultureInfo.InvariantCulture));
}
