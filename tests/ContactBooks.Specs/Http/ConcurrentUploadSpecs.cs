namespace ContactBooks.Specs.Http;

public class ConcurrentUploadSpecs(RunningServer server)
{
    [Fact]
    public async Task Uploads_of_the_same_phones_at_once_all_succeed_and_each_row_says_truly_whether_it_created_or_updated()
    {
        var api = await server.NewCustomerAsync();
        var (one, two) = (await api.NewBookAsync("One"), await api.NewBookAsync("Two"));
        var (up, down) = (Api.Rows(300).ToArray(), Api.Rows(300).Reverse().ToArray());

        var uploads = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => api.UploadAsync(i % 2 == 0 ? one : two, i % 3 == 0 ? up : down)));

        var rows = uploads.SelectMany(u => u.GetProperty("results").EnumerateArray()).ToArray();
        rows.Should().HaveCount(8 * 300);
        foreach (var phone in rows.GroupBy(r => r.GetProperty("contact").Text("phone")))
        {
            phone.Count(r => r.Text("status") == "CREATED").Should().Be(1);
            phone.Count(r => r.Text("status") == "UPDATED").Should().Be(7);
            phone.Select(r => r.GetProperty("contact").Text("contactUid")).Distinct().Should().ContainSingle();
        }

        foreach (var book in new[] { one, two })
        {
            (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(300);
            (await api.ContactsAsync(book, "?limit=1000")).Select(c => c.Text("phone")).Should().HaveCount(300).And.OnlyHaveUniqueItems();
        }
    }
}
