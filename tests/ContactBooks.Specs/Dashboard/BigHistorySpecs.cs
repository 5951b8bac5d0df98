using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Http.Imports;
using ContactBooks.Specs.Reliability;

namespace ContactBooks.Specs.Dashboard;

/// <summary>
/// What touched a contact, found among much that was imported, of which there is no index. With <c>CONTACTBOOKS_SOAK=1</c> it is
/// 1,000,000 contacts, and what the page takes is told and has its bound.
/// </summary>
public sealed class BigHistorySpecs
{
    private const int Rounds = 15;
    private static readonly int Contacts = Soak.Is ? 1_000_000 : 1500;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_first_and_the_last_that_an_import_made_tell_so_and_what_the_next_one_changed()
    {
        await using var server = await RunningServer.StartAsync();
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        await ImportAsync(api, book, "leads.csv", "Contact");
        var (first, last) = (await FindAsync(api, book, 0), await FindAsync(api, book, Contacts - 1));
        using var visitor = await Visitor.OfAsync(server, api);
        await TellAsync("made by the first batch", visitor, first, "leads.csv");
        await TellAsync("made by the last batch", visitor, last, "leads.csv");

        await ImportAsync(api, book, "renamed.csv", "Renamed");
        await TellAsync("changed by the first batch of another import", visitor, first, Soak.Is ? "Look further back" : "renamed.csv");
        await TellAsync("changed by its last batch", visitor, last, "renamed.csv");

        (await WalkAsync(server, api, first)).Should().Equal("renamed.csv Changed", "leads.csv Created");
        (await WalkAsync(server, api, last)).Should().Equal("renamed.csv Changed", "leads.csv Created");
    }

    private static async Task ImportAsync(Api api, string book, string name, string contacts)
    {
        var file = new StringBuilder("Mobile,Full name,Email\n");
        for (var i = 0; i < Contacts; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"98{i:D8},{contacts} {i},contact{i}@example.com\n");
        }

        (await api.ImportToEndAsync(book, file.ToString(), $"?fileName={name}")).GetProperty("state").GetString().Should().Be("DONE");
    }

    private static async Task<string> FindAsync(Api api, string book, int number) =>
        (await api.ContactsAsync(book, $"?search=98{number:D8}")).Single().GetProperty("uid").GetString()!;

    private static async Task TellAsync(string what, Visitor visitor, string contact, string shown)
    {
        var took = new List<TimeSpan>();
        for (var round = 0; round < (Soak.Is ? Rounds : 1); round++)
        {
            var clock = Stopwatch.StartNew();
            var page = await visitor.OpenAsync($"/contacts/{contact}");
            took.Add(clock.Elapsed);
            page.Text.Should().Contain(shown);
        }

        took.Sort();
        var median = took[took.Count / 2];
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Contacts:N0} contacts, {what}: median {median.TotalMilliseconds:0} ms, most {took[^1].TotalMilliseconds:0} ms, {took.Count} times");
        if (Soak.Is)
        {
            median.Should().BeLessThan(Bound);
        }
    }

    /// <summary>All that is found of a contact by looking further and further back.</summary>
    private static async Task<List<string>> WalkAsync(RunningServer server, Api api, string contact)
    {
        ContactUid.TryParse(contact, out var uid).Should().BeTrue();
        var there = (await server.Store.Contacts.FindAsync(api.Customer.Id, uid))!;
        var found = new List<string>();
        var look = new LookBack(null, 20, 1000, 32 << 20);
        do
        {
            var page = await server.Store.History.ListOfContactAsync(api.Customer.Id, uid, there.CreatedAt, look, server.Clock.GetUtcNow());
            found.AddRange(page.Items.Select(change => $"{change.Change.FileName} {change.Effects}"));
            look = look with { After = page.Next };
        }
        while (look.After is not null);
        return found;
    }
}
