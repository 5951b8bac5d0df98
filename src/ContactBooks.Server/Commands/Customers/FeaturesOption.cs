using ContactBooks.Core.Customers;

namespace ContactBooks.Server.Commands.Customers;

/// <summary>The option <c>--features</c>.</summary>
internal static class FeaturesOption
{
    /// <summary>How it is described.</summary>
    public const string Description = "What the subscription includes: a comma list (there is: contacts), \"\" for nothing.";

    /// <summary>Reads it.</summary>
    /// <exception cref="CommandException">It names a feature that there isn't.</exception>
    public static Features Read(string list) => FeatureList.TryParse(list, out var features)
        ? features
        : throw CommandException.Usage($"--features \"{list}\" names a feature that there isn't. There is: contacts. Give a comma list, or \"\" for nothing.");
}
