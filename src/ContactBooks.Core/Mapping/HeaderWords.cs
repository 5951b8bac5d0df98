using System.Collections.Frozen;

namespace ContactBooks.Core.Mapping;

/// <summary>The words of <c>HeaderWords.txt</c>, an embedded file.</summary>
internal static class HeaderWords
{
    private static readonly FrozenDictionary<string, HeaderWord> SectionWords = new Dictionary<string, HeaderWord>
    {
        ["mobile"] = HeaderWord.Mobile,
        ["phone"] = HeaderWord.Phone,
        ["name"] = HeaderWord.Name,
        ["first-name"] = HeaderWord.FirstName,
        ["last-name"] = HeaderWord.LastName,
        ["name-or-last-name"] = HeaderWord.NameOrLastName,
        ["name-or-first-name"] = HeaderWord.NameOrFirstName,
        ["email"] = HeaderWord.Email,
        ["company"] = HeaderWord.Company,
        ["person"] = HeaderWord.Person,
        ["neutral"] = HeaderWord.Neutral,
        ["lesser"] = HeaderWord.Lesser,
        ["with-email"] = HeaderWord.WithEmail,
        ["other"] = HeaderWord.Other,
    }.ToFrozenDictionary();

    private static readonly IReadOnlyList<(string Section, string Text)> Entries = [.. ReadEntries()];

    private static readonly FrozenDictionary<string, HeaderWord> Meanings = Entries
        .DistinctBy(entry => Key(HeaderText.Words(entry.Text)))
        .ToFrozenDictionary(entry => Key(HeaderText.Words(entry.Text)), entry => SectionWords[entry.Section]);

    /// <summary>How many words of a header the longest entry takes.</summary>
    public static int LongestEntry { get; } = Entries.Max(entry => HeaderText.Words(entry.Text).Count);

    /// <summary>Entries whose text has a meaning already, by another section: mistakes in the file.</summary>
    public static IEnumerable<string> Contradictions =>
        Entries.Where(entry => Meanings[Key(HeaderText.Words(entry.Text))] != SectionWords[entry.Section])
            .Select(entry => $"[{entry.Section}] {entry.Text}");

    /// <summary>
    /// What some words of a header tell together. How they are parted doesn't count: <c>phone no</c>, <c>PhoneNo</c> and <c>phoneno</c> are
    /// one.
    /// </summary>
    public static HeaderWord Find(IEnumerable<string> words) => Meanings.GetValueOrDefault(Key(words));

    private static string Key(IEnumerable<string> words) => string.Concat(words);

    private static IEnumerable<(string Section, string Text)> ReadEntries()
    {
        using var file = new StreamReader(typeof(HeaderWords).Assembly.GetManifestResourceStream("HeaderWords.txt")!);
        var section = "";
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                section = line.Trim('[', ']');
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                foreach (var word in line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries))
                {
                    yield return (section, word);
                }
            }
        }
    }
}
