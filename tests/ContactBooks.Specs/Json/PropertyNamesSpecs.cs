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
        var (seen, model) = (new PropertyNames(), new HashSet<string>(StringComparer.Ordinal));
        return names.All(name => seen.Add(Encoding.UTF8.GetBytes(name)) == model.Add(name));
    });

    [Fact]
    public void After_clearing_every_name_is_new_again() => Gen.Select(Names, Names).Sample((first, second) =>
    {
        var (seen, model) = (new PropertyNames(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in first)
        {
            seen.Add(Encoding.UTF8.GetBytes(name));
        }

        seen.Clear();
        return second.All(name => seen.Add(Encoding.UTF8.GetBytes(name)) == model.Add(name));
    });

    [Fact]
    public void Names_that_differ_in_their_last_byte_or_their_length_are_told_apart_to_the_last()
    {
        var seen = new PropertyNames();
        for (var i = 0; i < PropertyNames.Limit - 3; i++)
        {
            seen.Add(Encoding.ASCII.GetBytes($"key{i}")).Should().BeTrue();
        }

        seen.Add("key9996"u8).Should().BeFalse();
        seen.Add("key0"u8).Should().BeFalse();
        seen.Add("key9997"u8).Should().BeTrue();
    }

    [Fact]
    public void One_name_again_and_again_fills_an_object_as_many_names_do()
    {
        var seen = new PropertyNames();
        for (var i = 0; i < PropertyNames.Limit; i++)
        {
            seen.IsFull.Should().BeFalse();
            seen.Add("a"u8).Should().Be(i == 0);
        }

        seen.IsFull.Should().BeTrue();
        FluentActions.Invoking(() => seen.Add("b"u8)).Should().Throw<TooManyPropertiesException>();
        seen.Clear();
        seen.IsFull.Should().BeFalse();
    }
}
