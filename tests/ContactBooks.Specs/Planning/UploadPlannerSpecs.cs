using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Model;
using CsCheck;

namespace ContactBooks.Specs.Planning;

/// <summary>What holds of every plan, whatever the rows.</summary>
public sealed class UploadPlannerSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 6, 6, 8, 0, 0, 123, TimeSpan.Zero);

    private static readonly Gen<NormalisedRow> Row = Gen.Frequency(
        (5, Gen.Select(Gen.Int[0, 30], Gen.Int[0, 1000], (n, name) => Valid(n, $"Name {name}"))),
        (1, Gen.Int[0, 30].Select(n => Invalid($"bad {n}"))));

    private static readonly Gen<NormalisedRow[]> Rows = Row.Array[1, 60];

    [Fact]
    public void Every_row_is_accounted_for_exactly_once() => Rows.Sample(rows =>
    {
        var plan = UploadPlanner.Plan(rows, Now);

        plan.Rows.Should().HaveCount(rows.Length);
        foreach (var row in plan.Rows)
        {
            new[] { row.Contact >= 0, row.DuplicateOf is not null, row.Rejected is not null }.Count(fate => fate).Should().Be(1);
        }

        plan.Rows.Where(row => row.Contact >= 0).Select(row => row.Contact).Order().Should().Equal(Enumerable.Range(0, plan.Contacts.Count));
    });

    [Fact]
    public void The_results_stand_in_request_order() => Rows.Sample(rows =>
    {
        var plan = UploadPlanner.Plan(rows, Now);

        for (var i = 0; i < rows.Length; i++)
        {
            var row = plan.Rows[i];
            row.Rejected.Should().BeSameAs(rows[i].Rejected);
            if (rows[i].Patch is { } patch)
            {
                (row.DuplicateOf ?? plan.Contacts[row.Contact].Patch.Phone).Should().Be(patch.Phone);
            }
        }
    });

    [Fact]
    public void The_first_valid_row_of_a_phone_wins() => Rows.Sample(rows =>
    {
        var plan = UploadPlanner.Plan(rows, Now);

        var seen = new HashSet<Phone>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Patch is not { } patch)
            {
                continue;
            }

            if (seen.Add(patch.Phone))
            {
                plan.Contacts[plan.Rows[i].Contact].Patch.Should().BeSameAs(patch);
            }
            else
            {
                plan.Rows[i].Should().Be(new PlannedRow(-1, patch.Phone, null));
            }
        }
    });

    [Fact]
    public void Contacts_are_sorted_by_phone_each_once_and_their_identifiers_by_request_order() => Rows.Sample(rows =>
    {
        var plan = UploadPlanner.Plan(rows, Now);

        plan.Contacts.Select(contact => contact.Patch.Phone).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        var inRequestOrder = plan.Rows.Where(row => row.Contact >= 0).Select(row => plan.Contacts[row.Contact].UidIfNew.Value).ToList();
        inRequestOrder.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        inRequestOrder.Should().OnlyContain(value => (long)(ulong)(value >> 80) == Now.ToUnixTimeMilliseconds());
    });

    [Fact]
    public void The_summary_adds_up() => Gen.Select(Rows, Gen.Int[0, 1 << 30]).Sample((rows, seed) =>
    {
        var plan = UploadPlanner.Plan(rows, Now);
        var random = new Random(seed);
        var outcome = new UploadOutcome([.. plan.Contacts.Select(contact => random.Next(3) == 0
            ? new StoredContact(false, contact.UidIfNew, SkipReason.AlreadyExists)
            : new StoredContact(random.Next(2) == 0, contact.UidIfNew))]);

        var summary = UploadSummary.Of(plan, outcome);

        summary.Total.Should().Be(rows.Length);
        (summary.Created + summary.Updated + summary.Skipped + summary.Invalid).Should().Be(summary.Total);
        summary.Invalid.Should().Be(rows.Count(row => row.Rejected is not null));
        (summary.Created + summary.Updated).Should().Be(outcome.Contacts.Count(contact => contact.Skipped is null));
        summary.Created.Should().Be(outcome.Contacts.Count(contact => contact.Created));
    });

    [Fact]
    public async Task Uploading_twice_changes_nothing_the_second_time()
    {
        await using var model = new InMemoryStore();
        await TwiceAsync(model, iterations: 100);
    }

    [Fact]
    public async Task Uploading_twice_changes_nothing_the_second_time_in_the_embedded_engine()
    {
        await using var engine = new Specs.Store.Sqlite.TemporarySqliteStore();
        await TwiceAsync(engine, iterations: 100);
    }

    private static async Task TwiceAsync(IStore store, int iterations)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Rows.SampleAsync(
            async rows =>
            {
                var name = PublicUid.New("", Now);
                var customer = (await store.Directory.CreateCustomerAsync("cus_" + name, name, null, Core.Customers.Features.Contacts, "usr_" + name, Now)).Id;
                var book = (await store.Books.CreateAsync(customer, new("grp_1", "Book", null, null), Now, null, cancellation)).Value!;
                await store.Contacts.UploadAsync(customer, book.Id, UploadPlanner.Plan(rows, Now), Now, null, cancellation);
                var before = Shown.Of((await store.Contacts.ListAsync(customer, book.Id, new Slice<ContactCursor>(0, 1000, null))).Items);
                var count = (await store.Books.FindAsync(customer, "grp_1"))!.ContactCount;

                var later = Now.AddMinutes(1);
                var second = await store.Contacts.UploadAsync(customer, book.Id, UploadPlanner.Plan(rows, later), later, null, cancellation);

                second.Value!.Contacts.Should().OnlyContain(contact => !contact.Created);
                Shown.Of((await store.Contacts.ListAsync(customer, book.Id, new Slice<ContactCursor>(0, 1000, null))).Items).Should().Equal(before);
                (await store.Books.FindAsync(customer, "grp_1"))!.ContactCount.Should().Be(count);
                count.Should().Be(before.Count);
            },
            iter: iterations,
            threads: 1);
    }

    private static NormalisedRow Valid(int n, string name) => new(new ContactPatch(Uploads.Phone(n)) { DisplayName = TextPatch.Set(name) }, null);

    private static NormalisedRow Invalid(string phone) =>
        new(null, new RejectedRow(phone, [new RowFault(InvalidReason.InvalidPhone, "phone", "No phone.")]));
}
