namespace ContactBooks.Core.Customers;

/// <summary>What a customer's subscription includes.</summary>
[Flags]
public enum Features
{
    /// <summary>Nothing: every contact book endpoint answers 403 <c>FEATURE_NOT_AVAILABLE</c>.</summary>
    None = 0,

    /// <summary>Contact books and their contacts.</summary>
    Contacts = 1,
}

/// <summary>The operator's spelling of <see cref="Features"/>: a comma list, empty for none.</summary>
public static class FeatureList
{
    /// <summary>All that there are, one by one.</summary>
    public static IReadOnlyList<string> All { get; } = Names(~Features.None);

    /// <summary>Reads a comma list; false when it names a feature that there isn't.</summary>
    public static bool TryParse(string? list, out Features features)
    {
        features = Features.None;
        foreach (var name in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!name.Equals("contacts", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            features |= Features.Contacts;
        }

        return true;
    }

    /// <summary>The comma list of <paramref name="features"/>.</summary>
    public static string Format(Features features) => features.HasFlag(Features.Contacts) ? "contacts" : "";

    /// <summary>The features one by one, for a list in JSON.</summary>
    public static IReadOnlyList<string> Names(Features features) => features.HasFlag(Features.Contacts) ? ["contacts"] : [];
}
