using System.Globalization;
using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

/// <summary>The client under test, of a customer of the running server.</summary>
internal static class ApiClients
{
    /// <summary>A client with the customer's token. It tries again for a short time only, unless a test says otherwise.</summary>
    public static ContactBooksClient NewClient(this Api api, Action<ContactBooksClientOptions>? configure = null)
    {
        var options = new ContactBooksClientOptions { BaseAddress = api.Server.Address, Token = api.Token, RetryFor = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        return new ContactBooksClient(options);
    }

    /// <summary>Rows of as many different valid Indian phones, each with a name.</summary>
    public static IEnumerable<ContactRow> Rows(int count, int from = 0) =>
        Enumerable.Range(from, count).Select(i => new ContactRow(PhoneOf(i)) { DisplayName = string.Create(CultureInfo.InvariantCulture, $"Contact {i}") });

    /// <summary>The normalised phone of a row.</summary>
    public static string PhoneOf(int i) => string.Create(CultureInfo.InvariantCulture, $"9198{i:D8}");
}
