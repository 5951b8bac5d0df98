using ContactBooks.Client;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client with <c>IHttpClientFactory</c>.</summary>
public static class ContactBooksClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ContactBooksClient"/> over connections of the factory. The Authorization header is never logged.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options: at least address and token.</param>
    /// <returns>The builder of the connections, for handlers of one's own. The client tries again by itself.</returns>
    public static IHttpClientBuilder AddContactBooksClient(this IServiceCollection services, Action<ContactBooksClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ContactBooksClientOptions>().Configure(configure);
        return services.AddHttpClient(nameof(ContactBooksClient))
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Connections.NewHandler)
            .RedactLoggedHeaders(["Authorization"])
            .AddTypedClient((http, provider) =>
                new ContactBooksClient(http, provider.GetRequiredService<IOptions<ContactBooksClientOptions>>().Value));
    }
}
