using System.Text;
using ContactBooks.Core.Json;
using CsCheck;

namespace ContactBooks.Specs.Json;

public sealed class PropertyNamesSpecs
{
    /// <summary>Short names of few letters, so that many come twice; up to 400 of them, so that the table grows.</summary>
    private static readonly Gen<string[]> Names = Gen.String[Gen.Char['a', 'e'], 0, 4].Array[0, 400];

    [Fact]
    public void A_name_is_new_the_first_time_and_no_other() => Names.Sample(names =>
    {
        var (seen, model) = (new PropertyNames(int.MaxValue), new HashSet<string>(StringComparer.Ordinal));
        return names.All(name => seen.Add(Encoding.UTF8.GetBytes(name)) == model.Add(name));
    });

    [Fact]
    public void After_clearing_every_name_is_new_again() => Gen.Select(Names, Names).Sample((first, second) =>
    {
        var (seen, model) = (new PropertyNames(int.MaxValue), new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in first)
        {
            seen.Add(Encoding.UTF8.GetBytes(name));
        }

        seen.Clear();
        return second.All(name => seen.Add(Encoding.UTF8.GetBytes(name)) == model.Add(name));
    });

    [Fact]
    public void A_million_names_that_differ_in_their_last_byte_or_their_length_are_told_apart()
    {
        var seen = new PropertyNames(int.MaxValue);
        for (var i = 0; i < 1_000_000; i++)
        {
            seen.Add(Encoding.ASCII.GetBytes($"key{i}")).Should().BeTrue();
        }

        seen.Add("key999999"u8).Should().BeFalse();
        seen.Add("key0"u8).Should().BeFalse();
        seen.Add("key1000000"u8).Should().BeTrue();
    }
}
