using System.Globalization;
using System.Text;
using ContactBooks.Core.Books;

namespace ContactBooks.Bench;

/// <summary>
/// The ways in which a book is read, each answer's number of contacts known: pages of the list, and searches that find
/// nothing, one contact or nearly all. No search comes twice.
/// </summary>
/// <param name="sample">What the store holds.</param>
/// <param name="contacts">How many contacts the sample's first book has.</param>
internal sealed class ReadingRequests(Sample sample, long contacts)
{
    private const int PageSize = 50;

    private readonly Random _random = new(7);

    /// <summary>All of them: what the tables call it, and the i-th request of it.</summary>
    /// <param name="cursor">The cursor of a page in the middle, see <see cref="MiddleCursorAsync"/>.</param>
    public IReadOnlyList<(string What, Func<int, ReadRequest> Of)> All(string cursor) =>
    [
        ("page 1 of the list", _ => Page("", PageSize)),
        ("page in the middle, by cursor", _ => Page($"?cursor={cursor}", PageSize)),
        ("exact phone", _ => Page($"?search=%2B{SampleContacts.FullPhone(_random.NextInt64(contacts))}", 1)),
        ("exact phone, with space and dash", _ => Page($"?search={Uri.EscapeDataString(Spaced(_random.NextInt64(contacts)))}", 1)),
        ("fragment, no match", i => NoMatch(sample.Book, i)),
        ("one contact, by email", _ => OneByEmail(sample.Book, _random.NextInt64(contacts / 10, contacts))),
        ("nearly all, 50 shown", i => Page($"?search=example&page={1 + (i % 5)}", PageSize)),
        ("GET /contact-books", _ => new ReadRequest("/api/v2/contact-books", sample.Books.Count)),
    ];

    /// <summary>A search that reads all of a book and finds nothing.</summary>
    public static ReadRequest NoMatch(Book book, long i) => ReadRequest.OfBook(book, $"?search=zq{i}zq", 0);

    /// <summary>A search that finds the n-th contact alone.</summary>
    public static ReadRequest OneByEmail(Book book, long n) => ReadRequest.OfBook(book, $"?search=.{n}@EXAMPLE", 1);

    /// <summary>Goes to the middle of the list page by page, as a client would.</summary>
    public async Task<string> MiddleCursorAsync(ServerUnderTest server)
    {
        const int Limit = 1000;
        var cursor = "";
        for (long seen = 0; seen < contacts / 2; seen += Limit)
        {
            var next = Page($"?limit={Limit}{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}", Limit);
            await server.ReadAsync([next with { See = answer => cursor = CursorOf(answer.Span) }]);
        }

        return cursor;
    }

    private ReadRequest Page(string query, int count) => ReadRequest.OfBook(sample.Book, query, count);

    private static string Spaced(long n) => $"+91 {SampleContacts.NationalPhone(n).ToString(CultureInfo.InvariantCulture).Insert(5, "-")}";

    private static string CursorOf(ReadOnlySpan<byte> answer)
    {
        var name = "\"nextCursor\":\""u8;
        var at = answer.LastIndexOf(name);
        if (at < 0)
        {
            throw new InvalidOperationException("The list ends before its middle.");
        }

        var cursor = answer[(at + name.Length)..];
        return Encoding.ASCII.GetString(cursor[..cursor.IndexOf((byte)'"')]);
    }
}
