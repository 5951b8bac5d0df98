using System.Diagnostics;
using ContactBooks.Core.Store;
using ContactBooks.Server.Observability.Store;
using ContactBooks.Specs.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContactBooks.Specs.Observability;

public class StoreTelemetrySpecs
{
    [Theory]
    [InlineData(StoreFaultKind.Unavailable, "unavailable")]
    [InlineData(StoreFaultKind.Full, "full")]
    [InlineData(StoreFaultKind.OutcomeUnknown, "unknown")]
    [InlineData(null, "failed")]
    public async Task Each_operation_is_counted_by_how_it_ended(StoreFaultKind? kind, string outcome)
    {
        Exception fault = kind is { } known ? new StoreFaultException(known, "secret path") : new InvalidDataException("secret path");
        await using var server = await RunningServer.StartAsync(store => new BrokenStore(store, fault));
        var api = await server.NewCustomerAsync();

        await api.GetAsync(Api.Books);
        await api.GetAsync(Api.Books);

        var metrics = await server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        // Or more: what other tests' servers in this process do is counted with it.
        CountOf(metrics, "list_books", outcome).Should().BeGreaterThanOrEqualTo(2);
        CountOf(metrics, "find_grant", "ok").Should().BeGreaterThanOrEqualTo(2);
        metrics.Should().NotContain("secret path"); // not the first word alone: a route of the dashboard is called /enter/{secret}
    }

    [Fact]
    public async Task A_span_is_around_the_stores_work_alone_and_says_how_it_ended_and_not_of_what()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ContactBooks",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var services = new ServiceCollection().AddMetrics().AddSingleton<StoreTelemetry>().BuildServiceProvider();
        var telemetry = services.GetRequiredService<StoreTelemetry>();
        using var request = new Activity("request").Start();

        await telemetry.Run("upload", 1, static async _ =>
        {
            await Task.Yield();
            return true;
        });
        Activity.Current.Should().BeSameAs(request, "what comes after is no part of it");
        var fail = async () => await telemetry.Run("search", 1, static _ => ValueTask.FromException<bool>(new StoreFaultException(StoreFaultKind.Full, "secret path")));
        await fail.Should().ThrowAsync<StoreFaultException>();
        Activity.Current.Should().BeSameAs(request);

        var ours = spans.Where(span => span.ParentSpanId == request.SpanId).ToList();
        ours.Select(span => span.OperationName).Should().Equal("store.upload", "store.search");
        ours[0].TagObjects.Select(tag => (tag.Key, tag.Value)).Should().Equal(("outcome", "ok"));
        ours[1].Status.Should().Be(ActivityStatusCode.Error);
        ours[1].TagObjects.Select(tag => (tag.Key, tag.Value)).Should().Equal(("error.type", typeof(StoreFaultException).FullName), ("outcome", "full"));
        ours[1].Events.Should().BeEmpty();
    }

    private static int CountOf(string metrics, string operation, string outcome)
    {
        var line = metrics.Split('\n').SingleOrDefault(line =>
            line.StartsWith("contactbooks_store_duration_seconds_count{", StringComparison.Ordinal) &&
            line.Contains($"operation=\"{operation}\",outcome=\"{outcome}\"", StringComparison.Ordinal));
        line.Should().NotBeNull("{0} {1} is there", operation, outcome);
        return int.Parse(line![(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
