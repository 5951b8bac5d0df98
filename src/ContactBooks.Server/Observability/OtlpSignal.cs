using System.Globalization;
using OpenTelemetry.Exporter;

namespace ContactBooks.Server.Observability;

/// <summary>
/// What the standard variables say of one signal, traces or metrics. The SDK itself reads those that are for all signals
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its like, <c>OTEL_SDK_DISABLED</c>), and of those for one alone none, unless
/// all signals are exported, and by OTLP only; here <c>/metrics</c> is always there, too.
/// </summary>
/// <param name="variables">Where the variables are.</param>
/// <param name="signal"><c>TRACES</c> or <c>METRICS</c>.</param>
internal sealed class OtlpSignal(IConfiguration variables, string signal)
{
    private const string Otlp = "otlp";
    private const string Endpoint = "ENDPOINT";

    /// <summary>
    /// Whether it is sent: <c>OTEL_…_EXPORTER</c> says <c>otlp</c>, or doesn't say and an endpoint is named. The standard
    /// sends to localhost unless told otherwise; a server that nobody told anything sends nothing.
    /// </summary>
    public bool IsExported => Value($"OTEL_{signal}_EXPORTER") is { } exporters
        ? exporters.Split(',', StringSplitOptions.TrimEntries).Contains(Otlp, StringComparer.OrdinalIgnoreCase)
        : Own(Endpoint) is not null || Value("OTEL_EXPORTER_OTLP_ENDPOINT") is not null;

    /// <summary>Puts the signal's own variables over those for all.</summary>
    public void Apply(OtlpExporterOptions options)
    {
        if (Uri.TryCreate(Own(Endpoint), UriKind.Absolute, out var endpoint))
        {
            options.Endpoint = endpoint; // whole: set so, no /v1/… is put after it
        }

        options.Headers = Own("HEADERS") ?? options.Headers;
        options.Protocol = Own("PROTOCOL")?.ToLowerInvariant() switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => options.Protocol,
        };
        options.Compression = Own("COMPRESSION")?.ToLowerInvariant() switch
        {
            "none" => OtlpExportCompression.None,
            "gzip" => OtlpExportCompression.GZip,
            _ => options.Compression,
        };
        if (int.TryParse(Own("TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            options.TimeoutMilliseconds = milliseconds;
        }
    }

    private string? Own(string name) => Value($"OTEL_EXPORTER_OTLP_{signal}_{name}");

    private string? Value(string name) => variables[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
