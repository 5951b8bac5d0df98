using System.Xml.Linq;
using ContactBooks.Core.Store;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>
/// The keys that the framework signs forms with: in the store, so that a form which one node has made is taken by all. They lie there as
/// they are: whoever can read the store has all that they guard.
/// </summary>
internal sealed class KeyRing(IStore store, TimeProvider clock) : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(() => store.KeyRing.ListAsync().AsTask()).Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) => Wait(async () =>
    {
        await store.KeyRing.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), clock.GetUtcNow());
        return true;
    });

    // The framework asks at its start and once a day, and knows no other way than to wait. Elsewhere than here, since it may do so while a
    // page is rendered (where the store wasn't there at the start): what is awaited would go on only when the page is done, and that waits.
    private static T Wait<T>(Func<Task<T>> ask) => Task.Run(ask).GetAwaiter().GetResult();
}
