using System.Diagnostics;
using System.Text;
using ContactBooks.Core.Files;
using ContactBooks.Specs.Reliability;
using CsCheck;

namespace ContactBooks.Specs.Files;

/// <summary>Whatever the bytes are, they are a table or a fault, soon.</summary>
public class FuzzSpecs
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private static readonly int Rounds = Soak.Is ? 100_000 : 5_000;

    private static readonly byte[][] Whole = [.. Corpus.Files.Select(File.ReadAllBytes).Where(bytes => bytes.Length is > 0 and < 8192)];

    private static readonly Gen<byte[]> Mutated = Gen.Select(
        Gen.OneOf(Whole),
        Gen.Select(Gen.Int[0, 8192], Gen.OneOf(Gen.Byte, Gen.OneOf("\"',;|\t\r\n\0{}[]:=\\PK\u001f\u008b\u00ff"u8.ToArray()))).List[0, 6],
        Gen.Int[0, 8192],
        Gen.Int[0, 3]).Select((bytes, changes, place, manner) =>
        {
            var mutated = bytes.ToArray();
            foreach (var (at, value) in changes)
            {
                mutated[at % mutated.Length] = value;
            }

            place %= mutated.Length;
            return manner switch
            {
                0 => mutated[..place],
                1 => [.. mutated[..place], .. mutated[(place / 2)..]],
                2 => [.. mutated[place..], .. mutated[..place]],
                _ => mutated,
            };
        });

    private static readonly Gen<FileChoices> Choices = Gen.Select(
        Gen.OneOf(null, "utf-8", "utf-16le", "utf-16be", "windows-1252"),
        Gen.OneOf<char?>(null, null, ',', ';', '\t', '|'),
        Gen.OneOf<bool?>(null, null, true, false)).Select((encoding, delimiter, header) =>
            new FileChoices { Encoding = encoding, Delimiter = delimiter, HasHeader = header });

    [Fact]
    public void Any_change_to_a_file_of_the_corpus_gives_a_table_or_a_fault() =>
        Gen.Select(Mutated, Choices).Sample(ReadSoon, iter: Rounds);

    [Fact]
    public void Any_bytes_give_a_table_or_a_fault() =>
        Gen.Select(Gen.Byte.Array[0, 600], Choices).Sample(ReadSoon, iter: Rounds);

    [Fact]
    public void Any_text_of_what_formats_are_made_of_gives_a_table_or_a_fault() =>
        Gen.Select(
            Gen.OneOf(
                "\"", ",", ";", "\n", "\r", " ", "a", "BEGIN:VCARD\n", "END:VCARD\n", "TEL;", "N:", "=", "=0A", "\\", "{", "}", "\"a\":",
                "1", "[", "]", "\\ud800", "sep=;")
                .List[0, 40].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))),
            Choices).Sample(ReadSoon, iter: Rounds);

    private static void ReadSoon(byte[] bytes, FileChoices choices)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            ReadTable.Of(bytes, choices).Rows.Should().NotBeEmpty("a file with nothing usable is a fault");
        }
        catch (FileFaultException fault)
        {
            fault.Code.Should().NotBeNullOrEmpty();
            fault.Message.Should().EndWith(".");
        }

        clock.Elapsed.Should().BeLessThan(Soon);
    }
}
