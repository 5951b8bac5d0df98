using System.Buffers;
using ContactBooks.Core.Books;
using ContactBooks.Core.Exports;

namespace ContactBooks.Server.Exports;

/// <summary>What an export's file is called: as its book is, without what some file system doesn't allow.</summary>
internal static class ExportFileName
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>A name with its ending, as <c>Retail Leads.csv</c>.</summary>
    public static string Of(Book book, ExportFormat format)
    {
        var name = string.Concat(book.Name.Select(c => Forbidden.Contains(c) || char.IsControl(c) ? '-' : c)).Trim(' ', '.');
        return $"{(name.Length == 0 ? book.Uid : name)}.{ExportFormats.NameOf(format)}";
    }
}
