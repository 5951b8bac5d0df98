using System.Diagnostics;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Bench;

/// <summary>What a store is filled with before anything is timed: one customer, one token, books of which the first is large.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Token">The secret that opens its books.</param>
/// <param name="Books">Its books; the first has all the contacts.</param>
internal sealed record Sample(CustomerId Customer, string Token, IReadOnlyList<Book> Books)
{
    public const int RowsOfUpload = 1000;

    /// <summary>The book that has the contacts.</summary>
    public Book Book => Books[0];

    /// <summary>Fills a store as clients would have, 1000 contacts an upload.</summary>
    /// <param name="store">The store.</param>
    /// <param name="contacts">How many contacts the first book gets.</param>
    /// <param name="uploadsAtOnce">How many uploads are under way at a time.</param>
    /// <param name="emptyBooks">How many books there are beside.</param>
    public static async Task<Sample> FillAsync(IStore store, long contacts, int uploadsAtOnce = 1, int emptyBooks = 0)
    {
        var sample = await CreateAsync(store, emptyBooks);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, contacts / RowsOfUpload, new ParallelOptions { MaxDegreeOfParallelism = uploadsAtOnce }, (i, _) => sample.UploadAsync(store, i * RowsOfUpload));
        Console.Error.WriteLine($"{contacts:N0} contacts loaded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return sample;
    }

    /// <summary>Makes a customer, its token and its books, all empty.</summary>
    /// <param name="store">The store.</param>
    /// <param name="furtherBooks">How many books there are beside the first.</param>
    public static async Task<Sample> CreateAsync(IStore store, int furtherBooks = 0)
    {
        var now = DateTimeOffset.UtcNow;
        var customer = await store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, now), "Bench", null, Features.Contacts, PublicUid.New(PublicUid.User, now), now);
        var secret = TokenSecret.New();
        await store.Directory.CreateTokenAsync(
            customer.Id,
            null,
            new NewToken(PublicUid.New(PublicUid.Token, now), TokenSecret.Hash(secret), secret[^4..], "bench", TokenScope.Global, null, null),
            now);
        var books = new List<Book>();
        for (var i = 0; i <= furtherBooks; i++)
        {
            books.Add((await store.Books.CreateAsync(customer.Id, new NewBook(PublicUid.New(PublicUid.Book, now), $"Bench {i}", null, null), now, null, default)).Value!);
        }

        return new Sample(customer.Id, secret, books);
    }

    public static IEnumerable<long> Range(long first, int count) => Enumerable.Range(0, count).Select(i => first + i);

    private async ValueTask UploadAsync(IStore store, long first)
    {
        var at = DateTimeOffset.UtcNow;
        await store.Contacts.UploadAsync(Customer, Book.Id, SampleContacts.Plan(Range(first, RowsOfUpload).Select(n => (n, 0)), at), at, null, default);
    }
}
