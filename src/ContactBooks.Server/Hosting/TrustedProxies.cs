using Microsoft.AspNetCore.HttpOverrides;

namespace ContactBooks.Server.Hosting;

/// <summary>Who a request is from, where a proxy is in between.</summary>
internal static class TrustedProxies
{
    /// <summary>
    /// Believes <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> of those proxies alone: anybody can send such headers.
    /// </summary>
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,

            // Proxies behind proxies: read from the right, as far as each is one of them. The first that isn't is the client.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear(); // the loopback, unless cleared
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }

        app.UseForwardedHeaders(options);
    }
}
