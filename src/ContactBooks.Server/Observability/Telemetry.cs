using System.Diagnostics;
using ContactBooks.Server.Observability.Store;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ContactBooks.Server.Observability;

/// <summary>
/// Metrics for <c>/metrics</c>, and, where the standard <c>OTEL_*</c> variables name a collector, metrics and traces by
/// OTLP: of requests, the store, the database's driver and the runtime.
/// </summary>
internal static class Telemetry
{
    private static readonly string[] Meters =
        [ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", DatabaseSpanPrivacy.Npgsql];

    /// <summary>The one metric with many combinations of tags: routes, methods, statuses, versions of HTTP.</summary>
    private const string RequestDuration = "http.server.request.duration";

    // Memory for all of them is taken at once, some 90 bytes each: with the 2000 that OpenTelemetry has as its default, the 46
    // metrics of a server at work took 8 MB.
    private const int MostCombinations = 200;

    public static void AddTelemetry(this IServiceCollection services, IConfiguration variables)
    {
        var (traces, metrics) = (new OtlpSignal(variables, "TRACES"), new OtlpSignal(variables, "METRICS"));
        var telemetry = services.AddOpenTelemetry().ConfigureResource(Name).WithMetrics(builder =>
        {
            builder.AddMeter(Meters).AddPrometheusExporter();
            builder.AddView(instrument => instrument.Name == RequestDuration ? null : new MetricStreamConfiguration { CardinalityLimit = MostCombinations });
            if (metrics.IsExported)
            {
                builder.AddOtlpExporter(metrics.Apply);
            }
        });

        if (traces.IsExported)
        {
            telemetry.WithTracing(builder => builder
                .AddSource(StoreTelemetry.SourceName, DatabaseSpanPrivacy.Npgsql)
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !IsAskedByMachines(http.Request.Path);
                    requests.EnrichWithHttpRequest = (activity, _) => RemoveWhatClientsWrote(activity);
                })
                .AddProcessor(new DatabaseSpanPrivacy()) // before the exporter, which takes spans as they are then
                .AddOtlpExporter(traces.Apply));
        }
    }

    // The last word is the environment's: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES.
    private static void Name(ResourceBuilder resource) => resource
        .AddService("contactbooks", serviceVersion: ProgramVersion.Text)
        .AddEnvironmentVariableDetector();

    // Every few seconds, and of no interest; what the store does for them goes with them.
    private static bool IsAskedByMachines(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/metrics");

    /// <summary>
    /// Path and query, in which a phone or a searched name may stand; the route stays. The instrumentation redacts a
    /// query's values alone, so that <c>?7000782082</c>, which has a name only, goes out.
    /// </summary>
    private static void RemoveWhatClientsWrote(Activity activity)
    {
        activity.SetTag("url.path", null);
        activity.SetTag("url.query", null);
    }
}
