using System.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ContactBooks.Server.Observability;

/// <summary>
/// Metrics for <c>/metrics</c>, and, where the standard <c>OTEL_*</c> variables name a collector, metrics and traces by
/// OTLP.
/// </summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services)
    {
        var exports = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("contactbooks")).WithMetrics(metrics =>
        {
            metrics.AddMeter(ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime");
            metrics.AddPrometheusExporter();
            if (exports)
            {
                metrics.AddOtlpExporter();
            }
        });

        if (exports)
        {
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = (activity, _) => RemoveWhatClientsWrote(activity))
                .AddOtlpExporter());
        }
    }

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
