using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Numbers to look at: what became of rows by day, and how many contacts there are of when and where.</summary>
public abstract class StatisticsContract : StoreContract
{
    private static readonly DateOnly Today = new(2026, 6, 6);

    [Fact]
    public async Task Rows_add_up_by_day_book_outcome_and_reason()
    {
        var other = await NewBookAsync("Others");
        await AddAsync(
            Of(Today, Book, RowOutcome.Created, 3), Of(Today, Book, RowOutcome.Invalid, 1, "INVALID_PHONE"), Of(Today, other, RowOutcome.Created, 7));
        await AddAsync(
            Of(Today, Book, RowOutcome.Created, 4), Of(Today, Book, RowOutcome.Invalid, 2, "INVALID_EMAIL"),
            Of(Today.AddDays(1), Book, RowOutcome.Created, 5));

        (await ListAsync(Book.Id, Today)).Should().BeEquivalentTo(
        [
            Of(Today, Book, RowOutcome.Created, 7), Of(Today, Book, RowOutcome.Invalid, 1, "INVALID_PHONE"),
            Of(Today, Book, RowOutcome.Invalid, 2, "INVALID_EMAIL"), Of(Today.AddDays(1), Book, RowOutcome.Created, 5),
        ]);
        (await ListAsync(Book.Id, Today.AddDays(1))).Should().Equal(Of(Today.AddDays(1), Book, RowOutcome.Created, 5));
        (await ListAsync(null, Today)).Should().HaveCount(5).And.Contain(Of(Today, other, RowOutcome.Created, 7));
    }

    [Fact]
    public async Task Rows_of_more_than_some_days_before_the_newest_are_forgotten()
    {
        var (kept, old) = (Today.AddDays(-IStatisticsStore.DaysKept), Today.AddDays(-IStatisticsStore.DaysKept - 1));
        await AddAsync(Of(old, Book, RowOutcome.Created, 1), Of(kept, Book, RowOutcome.Created, 2));

        await AddAsync(Of(Today, Book, RowOutcome.Skipped, 3));

        (await ListAsync(null, old)).Select(count => count.Kind.Day).Should().BeEquivalentTo([kept, Today]);
    }

    [Fact]
    public async Task Contacts_are_counted_by_when_they_came()
    {
        var first = Now.AddSeconds(1);
        await UploadAsync(Uploads.Row(1), Uploads.Row(2));
        await UploadAsync(Uploads.Row(2), Uploads.Row(3));
        var third = Now.AddSeconds(1);
        await UploadAsync(Uploads.Row(4), Uploads.Row(5), Uploads.Row(6));

        (await Store.Statistics.FindFirstContactAsync(Customer, null)).Should().Be(first);
        (await CountAsync(null, first, first.AddMilliseconds(1), third, third.AddMilliseconds(1))).Should().Equal(2, 1, 3, 0);
        (await CountAsync(null, first.AddMilliseconds(1))).Should().Equal(4);
    }

    [Fact]
    public async Task Those_of_a_book_by_when_they_came_into_it()
    {
        await UploadAsync(Uploads.Row(1), Uploads.Row(2));
        var other = await NewBookAsync("Others");
        var linked = Now.AddSeconds(1);
        await UploadAsync(other, Uploads.Row(2), Uploads.Row(3));

        (await Store.Statistics.FindFirstContactAsync(Customer, other.Id)).Should().Be(linked);
        (await CountAsync(other.Id, Beginning, linked, linked.AddMilliseconds(1))).Should().Equal(0, 2, 0);
        (await CountAsync(Book.Id, Beginning, linked)).Should().Equal(2, 0);
        (await CountAsync(null, Beginning, linked)).Should().Equal(2, 1);
    }

    [Fact]
    public async Task One_that_is_gone_is_not_counted()
    {
        var written = await UploadAsync(Customer, Book.Id, Uploads.Of(Later(), Uploads.Row(1)) with { Change = NewUpload() }, Now);
        await UploadAsync(Uploads.Row(2));
        await Store.History.BeginUndoAsync(Customer, written.Value!.ChangeUid!, default, Later(), Now);
        await Store.History.ContinueAsync(Customer, written.Value.ChangeUid!, Now, Now, Cancellation);

        (await CountAsync(null, Beginning)).Should().Equal(1);
        (await CountAsync(Book.Id, Beginning)).Should().Equal(1);
        (await PhonesAsync())[new CallingCode(91)].Should().Be(1);
    }

    [Fact]
    public async Task Where_there_is_nothing_nothing_is_counted()
    {
        (await Store.Statistics.FindFirstContactAsync(Customer, null)).Should().BeNull();
        (await Store.Statistics.FindFirstContactAsync(Customer, Book.Id)).Should().BeNull();
        (await CountAsync(null, Beginning, Now)).Should().Equal(0, 0);
        (await PhonesAsync()).Should().BeEmpty();
        (await ListAsync(null, Today)).Should().BeEmpty();
    }

    [Fact]
    public async Task Phones_are_counted_by_country_whatever_their_length()
    {
        await UploadAsync(
            Uploads.Row(1), Uploads.Row(2), """{"phone":"+14155552671"}""", """{"phone":"+493012345"}""", """{"phone":"+4915123456789"}""",
            """{"phone":"+971501234567"}""");

        (await PhonesAsync()).Should().BeEquivalentTo(new Dictionary<CallingCode, long>
        {
            [new CallingCode(91)] = 2,
            [new CallingCode(1)] = 1,
            [new CallingCode(49)] = 2,
            [new CallingCode(971)] = 1,
        });
    }

    [Fact]
    public async Task A_customers_numbers_are_no_other_customers()
    {
        var stranger = await NewCustomerAsync();
        await AddAsync(Of(Today, Book, RowOutcome.Created, 3));
        await UploadAsync(Uploads.Row(1));

        (await Store.Statistics.ListRowsAsync(stranger, null, Today)).Should().BeEmpty();
        (await Store.Statistics.ListRowsAsync(stranger, Book.Id, Today)).Should().BeEmpty();
        (await Store.Statistics.FindFirstContactAsync(stranger, null)).Should().BeNull();
        (await Store.Statistics.FindFirstContactAsync(stranger, Book.Id)).Should().BeNull();
        (await Store.Statistics.CountContactsAsync(stranger, null, [Beginning])).Should().Equal(0);
        (await Store.Statistics.CountContactsAsync(stranger, Book.Id, [Beginning])).Should().Equal(0);
        (await Store.Statistics.CountPhonesAsync(stranger, PhoneRange.All)).Should().OnlyContain(count => count == 0);
    }

    private static RowCount Of(DateOnly day, Book book, RowOutcome outcome, long rows, string? reason = null) =>
        new(new RowKind(day, book.Id, outcome, reason), rows);

    private NewChange NewUpload() => new(PublicUid.New(PublicUid.Upload, Now), ChangeKind.Upload, default, null, Now.AddDays(30));

    private ValueTask AddAsync(params RowCount[] counts) => Store.Statistics.AddRowsAsync(Customer, counts);

    private ValueTask<IReadOnlyList<RowCount>> ListAsync(BookId? book, DateOnly from) =>
        Store.Statistics.ListRowsAsync(Customer, book, from);

    private ValueTask<IReadOnlyList<long>> CountAsync(BookId? book, params DateTimeOffset[] times) =>
        Store.Statistics.CountContactsAsync(Customer, book, times);

    private async Task<Dictionary<CallingCode, long>> PhonesAsync() =>
        PhoneRange.All.Zip(await Store.Statistics.CountPhonesAsync(Customer, PhoneRange.All))
            .Where(one => one.Second > 0).GroupBy(one => one.First.Code).ToDictionary(code => code.Key, code => code.Sum(one => one.Second));
}
