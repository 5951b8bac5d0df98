using ContactBooks.Core.Customers;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold features: the operator's comma list, or <c>none</c>.</summary>
internal static class FeatureColumn
{
    private const string None = "none";

    public static string Of(Features features) => features == Features.None ? None : FeatureList.Format(features);

    public static Features Read(string? column) =>
        FeatureList.TryParse(column == None ? "" : column, out var features)
            ? features
            : throw new InvalidDataException("A customer in the database has a feature that this program doesn't know.");
}
