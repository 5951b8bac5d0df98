using ContactBooks.Core.Contacts;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>What a look-up by key has found: one contact at the most, since several would have to be put in the order of a scan.</summary>
/// <typeparam name="T">A contact as the engine reads it.</typeparam>
/// <param name="query">What is looked for.</param>
internal sealed class OneFound<T>(SearchQuery query)
    where T : class
{
    private Contact? _contact;
    private int _read;

    /// <summary>What is found so far; null for nothing.</summary>
    public T? Found { get; private set; }

    /// <summary>Looks at a contact that was read; false once only a scan can tell.</summary>
    /// <param name="read">As the engine has it.</param>
    /// <param name="contact">The contact in it.</param>
    /// <param name="isInBook">Whether it is in the book that is searched.</param>
    public bool Look(T read, Contact contact, bool isInBook)
    {
        if (++_read > NumberLookup.MostContacts)
        {
            return false;
        }

        if (!isInBook || contact.Uid == _contact?.Uid || !query.Finds(contact.Phone, SearchText.LineOf(contact.Phone, contact.Fields)))
        {
            return true;
        }

        if (_contact is not null)
        {
            return false;
        }

        (Found, _contact) = (read, contact);
        return true;
    }
}
