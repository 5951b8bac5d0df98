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
            // Queries, where a searched name may stand, are redacted by the instrumentation's default.
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }
}
