using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Text;

namespace ContactBooks.Core.Files;

/// <summary>
/// The header of our own exports. A table that has it is read without guessing: whatever is in its cells, they are cut, named and
/// understood as they were written.
/// </summary>
internal static class ExportHeader
{
    /// <summary>The columns that every table has, first and in this order: a contact's fields by their names in JSON.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["phone", "displayName", "firstName", "lastName", "email", "companyName"];

    /// <summary>The last column: custom fields that have no column of their own, as a JSON object.</summary>
    public const string CustomFields = "customFields";

    /// <summary>Whether a row is one.</summary>
    public static bool Is(IReadOnlyList<string> cells) => cells.Count > Fields.Count && cells.Take(Fields.Count).SequenceEqual(Fields);

    /// <summary>What stands between its cells, where a text begins with one; else null.</summary>
    public static char? DelimiterOf(TextContent text)
    {
        foreach (var delimiter in DelimiterGuess.Delimiters)
        {
            var header = string.Join(delimiter, Fields) + delimiter;
            if (TextStart.Of(text, header.Length) == header)
                return delimiter;
        }

        return null;
    }
}
