using System.Globalization;
using System.Text;
using ContactBooks.Core.Books;

namespace ContactBooks.Bench;

/// <summary>A request for a page, and how many items must be on it.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Count">How many items there must be.</param>
/// <param name="See">Sees the answer, where something in it is wanted.</param>
internal sealed record ReadRequest(string Path, int Count, Action<ReadOnlyMemory<byte>>? See = null)
{
    /// <summary>A page of a book's contacts.</summary>
    public static ReadRequest OfBook(Book book, string query, int count) => new($"/api/v2/contact-books/{book.Uid}/contacts{query}", count);

    /// <summary>The same as it is sent by the bearer of a token.</summary>
    public Exchange By(string token)
    {
        var count = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"count\":{Count},"));
        return new Exchange(HttpLoad.Get(Path, token), answer =>
        {
            See?.Invoke(answer);
            return answer.Span.StartsWith("HTTP/1.1 200 "u8) && answer.Span.IndexOf(count) >= 0;
        });
    }
}
