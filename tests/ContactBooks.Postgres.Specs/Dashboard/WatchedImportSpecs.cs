using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ContactBooks.Browser.Specs;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;
using Microsoft.Playwright;

namespace ContactBooks.Specs.Dashboard;

/// <summary>
/// An import on the dashboard of two nodes behind HAProxy, one of which is killed on the way: the one that both works on it and tells the
/// browser of it. With <c>CONTACTBOOKS_SOAK=1</c> the file has 300,000 rows, time enough for the other to be there before.
/// </summary>
public sealed partial class WatchedImportSpecs(Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 120_000; // ms: the other node goes on once the lease has run out
    private static readonly int Rows = Soak.Is ? 300_000 : 100_000;

    private readonly int _seed = Random.Shared.Next();
    private readonly ConcurrentQueue<long> _told = [];

    [Fact]
    public async Task Whoever_watches_it_sees_it_go_on_and_end_with_each_row_counted_once()
    {
        var postgres = await SharedPostgres.ServerAsync();
        await using var database = await postgres.CreateDatabaseAsync();
        await using var nodes = await TwoNodes.StartAsync(database.ConnectionString);
        (await nodes.Caller.UploadAsync(nodes.Book, ImportedFile.Before.Body)).Status.Should().Be(200);
        await using var proxy = await HaProxy.StartAsync(nodes.Addresses);
        await using var context = await chromium.Browser.NewContextAsync(new() { Locale = "en-IN" });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);

        // By way of both: the file, its columns, the preview of all its rows.
        await page.GotoAsync(await SignInLinkAsync(database, nodes.Account, proxy.Address));
        await page.GotoAsync(new Uri(proxy.Address, $"/books/{nodes.Book}/import").ToString());
        await page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "leads.csv", MimeType = "text/csv", Buffer = ImportedFile.Make(Rows, _seed).Bytes });
        await page.WaitForURLAsync(Columns());
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        var foreseen = await FiguresAsync(page);

        // The first node has the import, since the other comes when it is under way.
        await nodes[1].StopAsync();
        var clock = Stopwatch.StartNew();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Import() }).ClickAsync();
        var underWay = await WatchAsync(page, Rows / 100);
        var other = nodes[1].StartAgainAsync();
        await underWay();
        if (Soak.Is)
            await other;

        await nodes[0].KillAsync();
        var killedAt = _told.Last();
        await other;
        await Assertions.Expect(page.Locator(".badge.done")).ToBeVisibleAsync(new() { Timeout = Patience });
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Rows} rows, killed at {killedAt}, done {clock.Elapsed.TotalSeconds:0.0} s after it was begun; told: {string.Join(' ', _told)}");

        killedAt.Should().BeLessThan(Rows, "it was under way; seed {0}", _seed);
        _told.Should().BeInAscendingOrder("no row is counted twice");
        _told.Last().Should().BeGreaterThan(killedAt, "the page goes on by way of the other node, nobody having touched it");
        (await FiguresAsync(page)).Should().Be(foreseen, "what was foreseen came to be; seed {0}", _seed);
        (await database.ScalarAsync<long>("select count(*) from contacts")).Should().Be(ImportedFile.Before.Contacts.Count + foreseen.Created);
    }

    private static async Task<string> SignInLinkAsync(FreshDatabase database, Account account, Uri address)
    {
        await using var store = await PostgresStore.OpenAsync(database.ConnectionString);
        return await Invitations.ToSignInAsync(store, address, account.UserUid, DateTimeOffset.UtcNow);
    }

    /// <summary>Has the page say each change of its progress bar; what it gives ends once that has come to so many rows.</summary>
    private async Task<Func<Task>> WatchAsync(IPage page, long enough)
    {
        var isEnough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.ExposeFunctionAsync("tell", (long rows) =>
        {
            _told.Enqueue(rows);
            if (rows >= enough)
                isEnough.TrySetResult();
        });
        await page.Locator("[data-progress]").EvaluateAsync(
            "bar => new MutationObserver(() => tell(bar.value)).observe(bar, { attributes: true, attributeFilter: ['value'] })");
        return () => isEnough.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
    }

    private static async Task<Figures> FiguresAsync(IPage page)
    {
        return new Figures(await ReadAsync("created"), await ReadAsync("updated"), await ReadAsync("skipped"), await ReadAsync("invalid"));

        async Task<long> ReadAsync(string figure) =>
            long.Parse((await page.Locator($"[data-figure={figure}]").First.InnerTextAsync()).Replace(",", "", StringComparison.Ordinal), null);
    }

    private sealed record Figures(long Created, long Updated, long Skipped, long Invalid);

    [GeneratedRegex("/import/imp_")]
    private static partial Regex Columns();

    [GeneratedRegex("^Import [0-9,]+ contacts$")]
    private static partial Regex Import();
}
