using ContactBooks.Core.Contacts;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Finds the contact of a whole phone by its key, see <see cref="NumberLookup"/>.</summary>
internal sealed class NumberSearch(SqliteSession session, long customer, long book, SearchQuery query)
{
    private const string Largest = "select max(phone) from contacts where customer_id = ?";

    // The fewest digits are written out, since only so is the partial index of them used.
    private static readonly string NumbersInTexts = FormattableString.Invariant(
        $"select 1 from search_blocks where customer_id = ? and book_id = ? and longest_number >= ? and longest_number >= {NumberLookup.FewestDigits} limit 1");

    private readonly ContactReader _contacts = new(session, customer);

    /// <summary>The answer; null where only a scan can tell.</summary>
    public Page<Contact, ContactCursor>? Find(Slice<ContactCursor> slice)
    {
        if (!NumberLookup.IsFor(query, slice) || AnyTextMayHoldIt() || NumberLookup.RangesOf(query, LargestPhone()) is not { } ranges)
        {
            return null;
        }

        ReadContact? found = null;
        var read = 0;
        foreach (var range in ranges)
        {
            foreach (var contact in _contacts.FindByPhones(range, NumberLookup.MostContacts + 1 - read))
            {
                if (++read > NumberLookup.MostContacts || (found is not null && IsFound(contact) && found.Contact.Uid != contact.Contact.Uid))
                {
                    return null;
                }

                found ??= IsFound(contact) ? contact : null;
            }
        }

        return new Page<Contact, ContactCursor>(found is null || slice.Offset > 0 ? [] : [_contacts.WithGroups(found)], null);
    }

    private bool IsFound(ReadContact read) =>
        read.Memberships.LinkedAt(book) is not null && query.Finds(read.Contact.Phone, SearchText.LineOf(read.Contact.Phone, read.Contact.Fields));

    private bool AnyTextMayHoldIt()
    {
        var blocks = session.Prepare(NumbersInTexts).Bind(0, customer).Bind(1, book).Bind(2, query.Digits!.Length);
        var any = blocks.Step();
        blocks.Reset();
        return any;
    }

    private long LargestPhone()
    {
        var row = session.Prepare(Largest).Bind(0, customer);
        row.Step();
        var largest = row.Integer(0);
        row.Reset();
        return largest;
    }
}
