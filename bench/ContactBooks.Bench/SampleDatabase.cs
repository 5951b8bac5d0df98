using System.Diagnostics;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Tokens;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>A database with one customer, one token and one book of so many contacts.</summary>
internal sealed record SampleDatabase(string Folder, string Token, string BookUid) : IDisposable
{
    /// <summary>Makes one through the store, 1000 contacts an upload, as clients would have.</summary>
    public static async Task<SampleDatabase> CreateAsync(long contacts)
    {
        var folder = Directory.CreateTempSubdirectory("contactbooks-bench-").FullName;
        var now = DateTimeOffset.UtcNow;
        await using var store = SqliteStore.Open(folder);
        var customer = await store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, now), "Bench", null, Features.Contacts, PublicUid.New(PublicUid.User, now), now);
        var secret = TokenSecret.New();
        await store.Directory.CreateTokenAsync(
            customer.Id,
            null,
            new NewToken(PublicUid.New(PublicUid.Token, now), TokenSecret.Hash(secret), secret[^4..], "bench", TokenScope.Global, null, null),
            now);
        var book = (await store.Books.CreateAsync(customer.Id, new NewBook(PublicUid.New(PublicUid.Book, now), "Bench", null, null), now, null, default)).Value!;

        var start = Stopwatch.GetTimestamp();
        for (long n = 0; n < contacts; n += 1000)
        {
            var at = DateTimeOffset.UtcNow;
            await store.Contacts.UploadAsync(customer.Id, book.Id, SampleContacts.Plan(Range(n, 1000), 0, at), at, null, default);
        }

        Console.Error.WriteLine($"{contacts:N0} contacts loaded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return new SampleDatabase(folder, secret, book.Uid);
    }

    /// <summary>The same again, for something else to write into.</summary>
    public SampleDatabase Copy()
    {
        var copy = this with { Folder = Directory.CreateTempSubdirectory("contactbooks-bench-").FullName };
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy.Folder, Path.GetFileName(file)));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static IEnumerable<long> Range(long first, int count) => Enumerable.Range(0, count).Select(i => first + i);
}
