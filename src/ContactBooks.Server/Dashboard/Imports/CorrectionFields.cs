using System.Globalization;
using ContactBooks.Server.Imports;
using Microsoft.Extensions.Primitives;

namespace ContactBooks.Server.Dashboard.Imports;

/// <summary>
/// Corrections of cells as fields: <c>x7.2</c> is what is to stand in row 7, cell 2 (from 0), and <c>o7.2</c> what stood there when it was
/// shown, so that what nobody has touched is no correction.
/// </summary>
internal static class CorrectionFields
{
    /// <summary>What the field of a cell is called.</summary>
    public static string Name(long row, int place) => string.Create(CultureInfo.InvariantCulture, $"x{row}.{place}");

    /// <summary>What the field is called that tells what stood there.</summary>
    public static string NameOfShown(long row, int place) => string.Create(CultureInfo.InvariantCulture, $"o{row}.{place}");

    /// <summary>Whether a field is one of them.</summary>
    public static bool Is(string name) => Find(name) is not null;

    /// <summary>The corrections among fields.</summary>
    public static IEnumerable<CellCorrection> Read(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var all = fields.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        foreach (var (name, value) in all)
        {
            if (Find(name) is var (row, place) && !(all.TryGetValue(NameOfShown(row, place), out var shown) && shown == value))
            {
                yield return new CellCorrection(row, place, value);
            }
        }
    }

    private static (long Row, int Place)? Find(string name) =>
        name is ['x', .. var cell] && cell.Split('.') is [var row, var place] &&
        long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
            ? (number, which)
            : null;
}
