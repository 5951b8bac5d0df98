using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;

namespace ContactBooks.Specs.Store;

/// <summary>What an upload with rules does to contacts that are there, and to those that aren't.</summary>
public abstract class UpdateRulesContract : StoreContract
{
    private const string All =
        """
        "displayName":"D","firstName":"F","lastName":"L","email":"e@example.com","companyName":"C","customFields":{"a":1,"b":"two","c":""}
        """;

    private static readonly UpdateRules CreateOnly = new() { Policy = UpdatePolicy.CreateOnly };
    private static readonly UpdateRules UpdateOnly = new() { Policy = UpdatePolicy.UpdateOnly };

    [Fact]
    public async Task CreateOnly_leaves_a_contact_that_is_there_as_it_is_and_where_it_is()
    {
        var there = (await UploadAsync(Uploads.Row(1, All)))[0];
        var before = Shown.Of(await ContactAsync(1));
        var other = await NewBookAsync("Other");

        var outcome = await UploadAsync(CreateOnly, other, Uploads.Row(1, "\"displayName\":\"New\""), Uploads.Row(2, "\"displayName\":\"Bina\""));

        outcome[0].Should().Be(new StoredContact(false, there.Uid, SkipReason.AlreadyExists));
        (outcome[1].Created, outcome[1].Skipped).Should().Be((true, null));
        Shown.Of(await ContactAsync(1)).Should().Be(before);
        (await ListAsync(other)).Should().ContainSingle().Which.Fields.DisplayName.Should().Be("Bina");
        (await CountAsync(other)).Should().Be(1);
        (await FoundAsync("new")).Should().BeEmpty();
    }

    [Fact]
    public async Task UpdateOnly_creates_nothing_and_links_what_it_updates()
    {
        var there = (await UploadAsync(Uploads.Row(1, All)))[0];
        var other = await NewBookAsync("Other");

        var outcome = await UploadAsync(UpdateOnly, other, Uploads.Row(1, "\"displayName\":\"New\""), Uploads.Row(2, "\"displayName\":\"Bina\""));

        outcome.Should().Equal(new StoredContact(false, there.Uid), new StoredContact(false, null, SkipReason.NotFound));
        (await ListAsync(other)).Should().ContainSingle().Which.Fields.DisplayName.Should().Be("New");
        (await FoundAsync("bina", other)).Should().BeEmpty();
        (await UploadAsync(Uploads.Row(2)))[0].Created.Should().BeTrue();
    }

    [Theory]
    [InlineData(UpdatePolicy.Upsert)]
    [InlineData(UpdatePolicy.CreateOnly)]
    [InlineData(UpdatePolicy.UpdateOnly)]
    public async Task A_prediction_under_rules_is_what_the_upload_then_does(UpdatePolicy policy)
    {
        await UploadAsync(Uploads.Row(1), Uploads.Row(3));
        var now = Later();
        string[] rows = [.. Enumerable.Range(0, 5).Select(n => Uploads.Row(n)), Uploads.Row(0), """{"phone":"?"}"""];
        var plan = Uploads.Of(now, rows) with { Rules = new UpdateRules { Policy = policy } };

        var predicted = await Store.Contacts.PredictAsync(Customer, plan);
        var done = (await UploadAsync(Customer, Book.Id, plan, now)).Value!;

        predicted.Contacts.Should().Equal(done.Contacts.Select(contact => contact.Created ? contact with { Uid = null } : contact));
        UploadSummary.Of(plan, predicted).Should().Be(UploadSummary.Of(plan, done)).And.Be(policy switch
        {
            UpdatePolicy.CreateOnly => new UploadSummary(7, 3, 0, 3, 1),
            UpdatePolicy.UpdateOnly => new UploadSummary(7, 0, 2, 4, 1),
            _ => new UploadSummary(7, 3, 2, 1, 1),
        });
    }

    [Fact]
    public async Task However_new_the_contacts_of_the_last_upload_were_the_next_ones_are_looked_at()
    {
        var rows = Enumerable.Range(0, 120).Select(n => Uploads.Row(n)).ToArray();
        await UploadAsync(rows);
        await UploadAsync(Enumerable.Range(200, 120).Select(n => Uploads.Row(n)).ToArray());

        (await UploadAsync(CreateOnly, Book, rows)).Select(contact => contact.Skipped).Should().AllBeEquivalentTo(SkipReason.AlreadyExists);

        await UploadAsync(Enumerable.Range(400, 120).Select(n => Uploads.Row(n)).ToArray());
        (await UploadAsync(UpdateOnly, Book, [.. Enumerable.Range(600, 120).Select(n => Uploads.Row(n))]))
            .Select(contact => contact.Skipped).Should().AllBeEquivalentTo(SkipReason.NotFound);
        (await CountAsync(Book)).Should().Be(360);
    }

    [Theory]
    [InlineData(FieldUpdate.Always, "New,New,New,new@example.com,New")]
    [InlineData(FieldUpdate.IfEmpty, "D,New,L,new@example.com,C")]
    [InlineData(FieldUpdate.Never, "D,,L,,C")]
    public async Task A_field_is_updated_as_its_rule_says(FieldUpdate update, string expected)
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"D\",\"lastName\":\"L\",\"companyName\":\"C\""));

        await UploadAsync(
            Fields(update),
            Book,
            Uploads.Row(1, "\"displayName\":\"New\",\"firstName\":\"New\",\"lastName\":\"New\",\"email\":\"new@example.com\",\"companyName\":\"New\""));

        var contact = Shown.Of(await ContactAsync(1));
        string.Join(',', contact.DisplayName, contact.FirstName, contact.LastName, contact.Email, contact.CompanyName).Should().Be(expected);
    }

    [Fact]
    public async Task Each_field_has_a_rule_of_its_own()
    {
        await UploadAsync(Uploads.Row(1, All));
        var rules = new FieldRules { DisplayName = FieldUpdate.Never, LastName = FieldUpdate.IfEmpty };

        await UploadAsync(
            new UpdateRules { Fields = rules }, Book, Uploads.Row(1, "\"displayName\":null,\"firstName\":\"New\",\"lastName\":null,\"email\":null,\"companyName\":\"New\""));

        var contact = Shown.Of(await ContactAsync(1));
        string.Join(',', contact.DisplayName, contact.FirstName, contact.LastName, contact.Email, contact.CompanyName).Should().Be("D,New,L,,New");
    }

    [Theory]
    [InlineData("""{"a":2,"b":"new","c":"new","d":4}""", """{"a":1,"b":"two","c":"new","d":4}""")]
    [InlineData("""{"a":null,"b":null}""", """{"a":1,"b":"two","c":""}""")]
    [InlineData("""{"b":"new","c":null,"e":5}""", """{"a":1,"b":"two","e":5}""")]
    public async Task Custom_fields_have_a_rule_each_and_an_empty_text_is_as_nothing(string patch, string expected)
    {
        await UploadAsync(Uploads.Row(1, All));
        var rules = new FieldRules
        {
            CustomFields = new Dictionary<string, FieldUpdate>
            {
                ["a"] = FieldUpdate.Never,
                ["b"] = FieldUpdate.IfEmpty,
                ["c"] = FieldUpdate.IfEmpty,
                ["d"] = FieldUpdate.IfEmpty,
            },
        };

        await UploadAsync(new UpdateRules { Fields = rules }, Book, Uploads.Row(1, $"\"customFields\":{patch}"));

        Shown.Of(await ContactAsync(1)).CustomFields.Should().Be(expected);
    }

    [Fact]
    public async Task A_contact_that_is_new_gets_all_values_whatever_the_rules()
    {
        await UploadAsync(Fields(FieldUpdate.Never), Book, Uploads.Row(1, All));

        var contact = Shown.Of(await ContactAsync(1));
        string.Join(',', contact.DisplayName, contact.FirstName, contact.LastName, contact.Email, contact.CompanyName).Should().Be("D,F,L,e@example.com,C");
        contact.CustomFields.Should().Be("""{"a":1,"b":"two","c":""}""");
    }

    [Fact]
    public async Task Contacts_whose_values_stay_are_linked_and_are_no_later_for_it()
    {
        await UploadAsync(Uploads.Row(1, All));
        var before = Now;
        var other = await NewBookAsync("Other");

        await UploadAsync(Fields(FieldUpdate.Never), other, Uploads.Row(1, "\"displayName\":\"New\",\"email\":\"new@example.com\""));

        var contact = await ContactAsync(1, other);
        (contact.Fields.DisplayName, contact.UpdatedAt).Should().Be(("D", before));
    }

    [Fact]
    public async Task A_search_finds_what_is_stored_and_nothing_that_a_rule_kept_out()
    {
        await UploadAsync(Uploads.Row(1), Uploads.Row(2, "\"displayName\":\"Dara\""));
        var rules = new UpdateRules { Fields = new FieldRules { DisplayName = FieldUpdate.Never } };

        await UploadAsync(
            rules, Book, Uploads.Row(1, "\"displayName\":\"Kept out\",\"email\":\"one@example.com\""), Uploads.Row(2, "\"displayName\":\"Kept out\",\"email\":\"two@example.com\""));

        (await FoundAsync("kept out")).Should().BeEmpty();
        (await FoundAsync("example.com")).Should().Equal(1, 2);
        (await FoundAsync("dara")).Should().Equal(2);
    }

    private static UpdateRules Fields(FieldUpdate update) => new()
    {
        Fields = new FieldRules
        {
            DisplayName = update,
            FirstName = update,
            LastName = update,
            Email = update,
            CompanyName = update,
            CustomFields = new Dictionary<string, FieldUpdate> { ["a"] = update, ["b"] = update, ["c"] = update },
        },
    };

    private async Task<IReadOnlyList<StoredContact>> UploadAsync(UpdateRules rules, Book book, params string[] rows)
    {
        var now = Later();
        return (await UploadAsync(Customer, book.Id, Uploads.Of(now, rows) with { Rules = rules }, now)).Value!.Contacts;
    }
}
