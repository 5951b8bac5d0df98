using System.Globalization;
using System.Text;
using ContactBooks.Core.Store;
using ContactBooks.Server.Imports;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>A store that fails in the middle of an import.</summary>
public sealed class ImportFaultSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(nameof(IImportStore.ReadPieceAsync))]
    [InlineData(nameof(IImportStore.AdvanceAsync))]
    [InlineData(nameof(IImportStore.EndAsync))]
    public async Task Once_the_lease_has_run_out_it_goes_on_and_each_row_is_counted_once(string failing)
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RunningServer.StartAsync(behind: store => FaultyImports.Of(store, method =>
        {
            if (method == failing && failed.TrySetResult())
            {
                throw new StoreFaultException(StoreFaultKind.OutcomeUnknown, "lost");
            }
        }));
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(await api.NewBookAsync("Elsewhere"), Api.Rows(20)); // all but one are in the file too
        var query = "?defaultCountryCode=91&updatePolicy=createOnly";
        var address = (await api.PostFileAsync(Api.Imports(book) + query, Encoding.ASCII.GetBytes(File(2500)))).Header("Location")!;

        await failed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        server.Clock.Advance(ImportRun.LeaseTime);
        var import = await api.EndOfImportAsync(address);

        (import.Text("state"), import.GetProperty("totalRows").GetInt64()).Should().Be(("DONE", 2500));
        import.GetProperty("summary").ShouldBeJson("""{"total":2500,"created":2381,"updated":0,"skipped":19,"invalid":100,"suppressed":0,"warnings":0}""");
        var rejects = await api.GetAsync($"{address}/rejects");
        rejects.Text.Count(c => c == '\n').Should().Be(1 + 100, "each refused row is there once");
    }

    private static string File(int rows) => "Mobile,Name\n" + string.Concat(Enumerable.Range(0, rows).Select(
        row => string.Create(CultureInfo.InvariantCulture, $"{(row % 25 == 7 ? "123" : $"98{row:D8}")},Contact {row}\n")));
}
