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

    // The framework asks for them at its start and once a day, and knows no other way than to wait.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. store.KeyRing.ListAsync().AsTask().GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.KeyRing.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), clock.GetUtcNow()).AsTask().GetAwaiter().GetResult();
}
