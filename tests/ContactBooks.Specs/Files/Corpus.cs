using ContactBooks.Specs.Docs;

namespace ContactBooks.Specs.Files;

/// <summary>The messy files in <c>tests/corpus</c>.</summary>
internal static class Corpus
{
    /// <summary>How the name of what was approved ends.</summary>
    public const string Approved = ".approved.json";

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "corpus");

    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder).Where(file => !file.EndsWith(Approved, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
