using ContactBooks.Specs.Http;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>What the first page costs somebody who comes with an empty cache.</summary>
public sealed class FirstPageSpecs(Chromium chromium, RunningServer server)
{
    private const int MostBytes = 100_000;
    private const int Attempts = 5;
    private const double UsableWithin = 1000; // ms

    [Fact]
    public async Task It_weighs_under_100_kB_and_is_usable_within_a_second()
    {
        var api = await server.NewCustomerAsync();
        await api.NewBookAsync();

        await LooksSmallAndQuickAsync(visit => visit.GotoAsync("/"));
        await LooksSmallAndQuickAsync(visit => visit.EnterAsync(server, api.UserUid));
    }

    /// <summary>The best of a few attempts, since a processor that others use too makes single ones slow.</summary>
    private async Task LooksSmallAndQuickAsync(Func<DashboardVisit, Task> open)
    {
        var (best, bytes) = (double.MaxValue, 0);
        for (var attempt = 0; attempt < Attempts && best >= UsableWithin; attempt++)
        {
            await using var visit = await DashboardVisit.OpenAsync(chromium, server);
            var sizes = new List<Task<int>>();
            visit.Page.RequestFinished += (_, request) => sizes.Add(SizeAsync(request));
            await open(visit);
            bytes = (await Task.WhenAll(sizes)).Sum();
            bytes.Should().BeLessThan(MostBytes);
            best = Math.Min(best, await visit.Page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domComplete"));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes, usable after {best:0} ms");
        best.Should().BeLessThan(UsableWithin);
    }

    private static async Task<int> SizeAsync(Microsoft.Playwright.IRequest request)
    {
        var sizes = await request.SizesAsync();
        return sizes.ResponseHeadersSize + sizes.ResponseBodySize;
    }
}
