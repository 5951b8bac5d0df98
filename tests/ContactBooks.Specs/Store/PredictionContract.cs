using ContactBooks.Core.Results;

namespace ContactBooks.Specs.Store;

/// <summary>What an upload would do.</summary>
public abstract class PredictionContract : StoreContract
{
    [Fact]
    public async Task A_prediction_is_what_the_upload_then_does_but_for_identifiers_to_come()
    {
        var other = await NewBookAsync("Wholesale");
        await UploadAsync(Uploads.Row(1), Uploads.Row(2));
        await UploadAsync(other, Uploads.Row(3));
        var now = Later();
        var plan = Uploads.Of(now, [.. Enumerable.Range(0, 6).Select(n => Uploads.Row(n, "\"displayName\":\"New\"")), """{"phone":"?"}"""]);

        var predicted = await Store.Contacts.PredictAsync(Customer, plan);
        var done = (await UploadAsync(Customer, Book.Id, plan, now)).Value!;

        predicted.Contacts.Select(contact => contact.Created).Should().Equal(true, false, false, false, true, true);
        predicted.Contacts.Should().Equal(done.Contacts.Select(contact => contact.Created ? contact with { Uid = null } : contact));
        UploadSummary.Of(plan, predicted).Should().Be(UploadSummary.Of(plan, done)).And.Be(new UploadSummary(7, 3, 3, 0, 1));
    }

    [Fact]
    public async Task A_prediction_writes_nothing()
    {
        await UploadAsync(Uploads.Row(1, "\"displayName\":\"Asha\""));
        var before = Shown.Of(await ListAsync());

        await Store.Contacts.PredictAsync(Customer, Uploads.Of(Later(), Uploads.Row(1, "\"displayName\":\"Bina\""), Uploads.Row(2)));

        Shown.Of(await ListAsync()).Should().Equal(before);
        (await CountAsync(Book)).Should().Be(1);
        (await FoundAsync("bina")).Should().BeEmpty();
        (await UploadAsync(Uploads.Row(2)))[0].Created.Should().BeTrue();
    }
}
