using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Statistics;

/// <summary>A customer's contacts and uploads in numbers.</summary>
internal sealed class ContactStatistics(IStore store, RowCounts rows, TimeProvider clock)
{
    /// <summary>How many days of uploads are told of.</summary>
    public const int UploadedDays = 30;

    private readonly CountMemory<(CustomerId, BookId?), IReadOnlyList<ContactGrowth>> _growth = new(clock);
    private readonly CountMemory<CustomerId, IReadOnlyList<CountryCount>> _countries = new(clock);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>What became of the last days' rows, of one book or all. What other nodes counted is told some seconds later.</summary>
    public async Task<UploadDays> UploadsAsync(CustomerId customer, BookId? book)
    {
        await rows.FlushAsync();
        var (first, last) = (Today.AddDays(1 - UploadedDays), Today);
        return UploadDays.Of(await store.Statistics.ListRowsAsync(customer, book, first), first, last);
    }

    /// <summary>How the contacts came to be as many as they are, in one book or all; nothing where there are none.</summary>
    public Task<Counted<IReadOnlyList<ContactGrowth>>> GrowthAsync(CustomerId customer, BookId? book) =>
        _growth.OfAsync((customer, book), () => CountGrowthAsync(customer, book));

    /// <summary>How many contacts have phones of which country, the most first.</summary>
    public Task<Counted<IReadOnlyList<CountryCount>>> CountriesAsync(CustomerId customer) =>
        _countries.OfAsync(customer, () => CountCountriesAsync(customer));

    private async Task<IReadOnlyList<ContactGrowth>> CountGrowthAsync(CustomerId customer, BookId? book)
    {
        if (await store.Statistics.FindFirstContactAsync(customer, book) is not { } first)
        {
            return [];
        }

        var today = Today;
        var steps = DaySteps.Of(DateOnly.FromDateTime(first.UtcDateTime), today);
        var times = steps.Select(day => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)).ToList();
        return ContactGrowth.Of(steps, await store.Statistics.CountContactsAsync(customer, book, times), today);
    }

    private async Task<IReadOnlyList<CountryCount>> CountCountriesAsync(CustomerId customer)
    {
        var counts = await store.Statistics.CountPhonesAsync(customer, PhoneRange.All);
        return
        [
            .. PhoneRange.All.Zip(counts).GroupBy(one => one.First.Code, one => one.Second)
                .Select(code => new CountryCount(code.Key, code.Sum())).Where(country => country.Contacts > 0)
                .OrderByDescending(country => country.Contacts),
        ];
    }
}
