using System.Text.Json;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Http.Exports;

/// <summary>What happens while an export goes on.</summary>
public class ExportMeanwhileSpecs
{
    private const int Contacts = 2500;

    [Fact]
    public async Task Each_contact_that_was_there_is_in_it_once_though_others_come_and_these_change()
    {
        var write = (int _) => Task.CompletedTask;
        await using var server = await RunningServer.StartAsync(store => new PagedStore(store, page => write(page)));
        var (api, book) = await FillAsync(server);
        write = async page =>
        {
            await api.UploadAsync(book, Api.Rows(1000, from: Contacts * page));
            await api.UploadAsync(book, Api.Rows(100, from: 500 * page).Select(row => row.Replace("Contact", "Changed")));
        };

        var phones = (await api.GetAsync($"{Api.Contacts(book)}/export?format=ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.Text("phone")!).ToArray();

        phones.Should().OnlyHaveUniqueItems();
        phones.Should().Contain(Enumerable.Range(0, Contacts).Select(n => $"+9198{n:D8}"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    [InlineData("ndjson")]
    [InlineData("vcf")]
    public async Task A_fault_in_the_middle_cuts_the_connection_and_one_before_the_first_byte_is_answered(string format)
    {
        var failing = 0;
        await using var server = await RunningServer.StartAsync(store => new PagedStore(
            store, page => page == failing ? throw new StoreFaultException(StoreFaultKind.Unavailable, "gone") : Task.CompletedTask));
        var (api, book) = await FillAsync(server);
        var path = $"{Api.Contacts(book)}/export?format={format}";

        failing = 1;
        (await api.GetAsync(path)).Fails(503, "STORE_UNAVAILABLE");

        // A table takes a walk of three pages before the one that writes.
        failing = format is "csv" or "xlsx" ? 7 : 4;
        var cut = () => api.GetAsync(path);
        await cut.Should().ThrowAsync<HttpRequestException>();
    }

    private static async Task<(Api Api, string Book)> FillAsync(RunningServer server)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        foreach (var chunk in Api.Rows(Contacts).Chunk(1000))
        {
            await api.UploadAsync(book, chunk);
        }

        return (api, book);
    }
}
