using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Contacts;

/// <summary>Contacts as a list shows them, with what its query asks to be told of each.</summary>
internal static class ShownContacts
{
    /// <summary>Makes them; the suppression list is looked into only where that is asked for.</summary>
    public static async ValueTask<ContactJson[]> OfAsync(Included asked, IReadOnlyList<Contact> contacts, IStore store, CustomerId customer)
    {
        if (!asked.HasFlag(Included.Suppressed))
        {
            return [.. contacts.Select(ContactJson.Of)];
        }

        var suppressed = await store.Suppressions.FindAsync(customer, [.. contacts.Select(contact => contact.Phone)]);
        return [.. contacts.Select(contact => ContactJson.Of(contact) with { Suppressed = suppressed.Contains(contact.Phone) })];
    }
}
