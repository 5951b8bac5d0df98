using System.Globalization;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Searching for whole phones, which is answered by key where it can be, finds what a search for any fragment finds.</summary>
public abstract class NumberSearchContract : StoreContract
{
    [Theory]
    [InlineData("917000780001")]
    [InlineData("+91 70007 80001")]
    [InlineData("7000780001")]
    [InlineData("07000780001")]
    [InlineData("00917000780001")]
    [InlineData("000780001")]
    public async Task A_phone_is_found_in_whichever_way_it_is_written(string text)
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""), Uploads.Row(2), Uploads.Row(11));

        (await FoundAsync(text)).Should().Equal(1);
        (await SearchAsync(Uploads.Query(text), Book, new Slice<ContactCursor>(0, 1, null))).Next.Should().BeNull();
        (await SearchAsync(Uploads.Query(text), Book, new Slice<ContactCursor>(1, 1, null))).Items.Should().BeEmpty();
        Shown.Of((await SearchAsync(text)).Single()).Should().Be(Shown.Of(await ContactAsync(1)));
    }

    [Theory]
    [InlineData("917000780001")]
    [InlineData("+91 70007 80001")]
    [InlineData("70007 80001")]
    public async Task So_is_whoever_has_that_number_in_another_text(string text)
    {
        await UploadAsync(
            Uploads.Row(1), Uploads.Row(2, "\"companyName\":\"was 917000780001, +91 70007 80001 and 70007 80001\""), Uploads.Row(3));

        (await FoundAsync(text)).Should().BeEquivalentTo([1, 2]);
    }

    [Fact]
    public async Task A_phone_is_not_found_in_a_book_that_it_is_not_in()
    {
        await UploadAsync(Uploads.Row(1));
        var other = await NewBookAsync("Other");

        (await SearchAsync("917000780001", other)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_found_is_what_any_contact_that_has_it_in_it_says()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var book = await NewBookAsync("Other");
            var contacts = Enumerable.Range(0, 40).Select(_ => Contact()).DistinctBy(contact => contact.Phone).ToList();
            var now = Later();
            await UploadAsync(Customer, book.Id, Plan(contacts, now), now);
            foreach (var text in Enumerable.Range(0, 40).Select(_ => Query(contacts)))
            {
                var query = Uploads.Query(text);
                var expected = contacts.Where(contact =>
                    query.Finds(contact.Phone, SearchText.LineOf(contact.Phone, new ContactFields(contact.Name, null, null, null, null, default))));
                (await SearchAsync(text, book)).Select(contact => contact.Phone).Should().BeEquivalentTo(
                    expected.Select(contact => contact.Phone), "{0} was looked for (seed {1})", text, seed);
            }
        }

        static UploadPlan Plan(List<(Phone Phone, string Name)> contacts, DateTimeOffset now) => UploadPlanner.Plan(
            [.. contacts.Select(one => new NormalisedRow(
                new ContactPatch(one.Phone) { DisplayName = TextPatch.Set(one.Name) }, null))],
            now);

        (Phone Phone, string Name) Contact()
        {
            // Few digits at the front and the end, so that numbers are fragments of others.
            var number = $"{Digits(random.Next(1, 4), "19")}7000780{Digits(2, "12")}{Digits(random.Next(0, 4), "01")}";
            return (new Phone(long.Parse(number, CultureInfo.InvariantCulture)), random.Next(8) == 0 ? $"was {Spelt(number[random.Next(4)..])} once" : "somebody");
        }

        string Query(List<(Phone Phone, string Name)> contacts)
        {
            var number = contacts[random.Next(contacts.Count)].Phone.ToString();
            return Spelt(number[random.Next(Math.Max(1, number.Length - 9))..]);
        }

        string Spelt(string number) => random.Next(5) switch
        {
            0 => "+" + number,
            1 => number.Insert(random.Next(1, number.Length), " "),
            2 => "0" + number,
            3 => number.Insert(random.Next(1, number.Length), "-"),
            _ => number,
        };

        string Digits(int count, string of) => new([.. Enumerable.Range(0, count).Select(_ => of[random.Next(of.Length)])]);
    }
}
