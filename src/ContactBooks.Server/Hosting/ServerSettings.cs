using System.Net;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Phones;
using ContactBooks.Server.Hosting.Tls;

namespace ContactBooks.Server.Hosting;

/// <summary>What a server is started with; read and checked by the command line, see <c>docs/operating.md</c>.</summary>
public sealed record ServerSettings
{
    /// <summary>The folder of the embedded database.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The addresses to listen on, separated by <c>;</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5091";

    /// <summary>The certificate of https addresses; null for none.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The proxies whose <c>X-Forwarded-…</c> headers are believed; none unless set.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>
    /// How long a stop goes on taking connections while it says that it is not ready, so that a load balancer turns
    /// elsewhere first. None unless set: a single server has nobody to turn to.
    /// </summary>
    public TimeSpan Drain { get; init; } = TimeSpan.Zero;

    /// <summary>Which phones are accepted.</summary>
    public PhoneAcceptance PhoneAcceptance { get; init; } = PhoneAcceptance.Valid;

    /// <summary>For phones without a country code, where neither the request nor its customer names one.</summary>
    public CallingCode? DefaultCountryCode { get; init; }

    /// <summary>Bytes of a request's body, before and after decompression. 8 MiB unless set.</summary>
    public int MaxBodyBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Bytes of a file to import, as it is sent. 512 MiB unless set.</summary>
    public long MaxImportBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Days for which an upload can be undone; 0 for not at all, and then nothing is recorded. 30 unless set.</summary>
    public int UndoDays { get; init; } = 30;

    /// <summary>How many requests each customer may make, by all its tokens together; null for any number.</summary>
    public RateLimit? CustomerLimit { get; init; }

    /// <summary>How many requests may be made with each token; null for any number.</summary>
    public RateLimit? TokenLimit { get; init; }

    /// <summary>How much is logged, from this level on.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
