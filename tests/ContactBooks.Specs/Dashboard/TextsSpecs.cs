using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ContactBooks.Server.Dashboard;

namespace ContactBooks.Specs.Dashboard;

/// <summary>The texts of the pages, in their languages.</summary>
public sealed partial class TextsSpecs
{
    public static TheoryData<Type> Areas { get; } =
        [.. typeof(DashboardPage).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("ContactBooks.Server.Dashboard.", StringComparison.Ordinal) == true && type.Name.EndsWith("Texts", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Areas), DisableDiscoveryEnumeration = true)]
    public void Each_is_there_in_Hindi_with_the_same_places_to_fill(Type area)
    {
        var (english, hindi) = (TextsOf(area, CultureInfo.InvariantCulture), TextsOf(area, CultureInfo.GetCultureInfo("hi")));

        hindi.Keys.Should().BeEquivalentTo(english.Keys);
        foreach (var (name, text) in english)
        {
            PlacesOf(hindi[name]).Should().BeEquivalentTo(PlacesOf(text), "of {0}", name);
            hindi[name].Should().NotBe(text, "{0} is to be translated", name);
        }
    }

    private static Dictionary<string, string> TextsOf(Type area, CultureInfo culture) =>
        (new ResourceManager(area).GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException($"{area.Name} has no texts in {culture.EnglishName}."))
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> PlacesOf(string text) => Places().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Places();
}
