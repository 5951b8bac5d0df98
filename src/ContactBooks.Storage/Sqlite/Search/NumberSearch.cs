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
    /// <param name="slice">What of it; one that <see cref="NumberLookup.IsFor"/>.</param>
    public Page<Contact, ContactCursor>? Find(Slice<ContactCursor> slice)
    {
        if (AnyTextMayHoldIt() || NumberLookup.RangesOf(query, LargestPhone()) is not { } ranges)
        {
            return null;
        }

        var one = new OneFound<ReadContact>(query);
        foreach (var read in ranges.SelectMany(range => _contacts.FindByPhones(range, NumberLookup.MostContacts + 1)))
        {
            if (!one.Look(read, read.Contact, read.Memberships.LinkedAt(book) is not null))
            {
                return null;
            }
        }

        return new Page<Contact, ContactCursor>(one.Found is null || slice.Offset > 0 ? [] : [_contacts.WithGroups(one.Found)], null);
    }

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
