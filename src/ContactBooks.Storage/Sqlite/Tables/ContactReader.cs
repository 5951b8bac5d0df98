using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Reads contacts of a customer.</summary>
internal sealed class ContactReader(SqliteSession session, long customer)
{
    private const string Columns =
        "contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, books, restored_at";

    private const string ByUid = $"select {Columns} from contacts where customer_id = ? and contact_uid = ?";

    private const string ByPhone = $"select {Columns} from contacts where customer_id = ? and phone = ?";

    private const string ByPhones = $"select {Columns} from contacts where customer_id = ? and phone between ? and ? limit ?";

    private const string StampByPhone = "select updated_at, books, restored_at from contacts where customer_id = ? and phone = ?";

    // As the partial index has it, so that it is used.
    private const string InSeveralBooks = "from contacts where customer_id = ? and length(books) > 16";

    private const string SeveralBooks = $"select {Columns} {InSeveralBooks} and contact_uid > ? order by contact_uid";

    private const string SeveralBooksCount = $"select count(*) {InSeveralBooks}";

    private const string BooksOfSeveral = $"select books {InSeveralBooks}";

    private const string Group = "select book_uid, name, status from books where customer_id = ? and book_id = ? and deleted_by is null";

    private readonly Dictionary<long, ContactGroup?> _groups = [];

    /// <summary>The contact of that identifier, its groups not yet read; null if there is none.</summary>
    public ReadContact? Find(ContactUid uid) => One(session.Prepare(ByUid).Bind(0, customer).BindUid(1, uid));

    /// <summary>The phone of the contact of that identifier; 0 if there is none.</summary>
    public long PhoneOf(ContactUid uid) => Find(uid)?.Contact.Phone.Number ?? 0;

    /// <summary>The contact of that phone, its groups not yet read; null if there is none.</summary>
    public ReadContact? FindByPhone(long phone) => One(session.Prepare(ByPhone).Bind(0, customer).Bind(1, phone));

    /// <summary>The contact of a search line of a book, its groups not yet read; null if the line is superseded or the contact no longer in the book.</summary>
    public ReadContact? FindLive(FoundLine line, long book) =>
        FindByPhone(line.Phone) is { } found && found.Memberships.LinkedAt(book) is { } linkedAt && Math.Max(found.ChangedAt, linkedAt) == line.Stamp
            ? found
            : null;

    /// <summary>The contacts whose phones are in a range, both ends included, so many at the most; their groups not yet read.</summary>
    public List<ReadContact> FindByPhones((long Low, long High) range, int limit)
    {
        var found = new List<ReadContact>();
        var row = session.Prepare(ByPhones).Bind(0, customer).Bind(1, range.Low).Bind(2, range.High).Bind(3, limit);
        while (row.Step())
        {
            found.Add(Read(row));
        }

        row.Reset();
        return found;
    }

    /// <summary>The contacts that are in several books, in the order of their identifiers.</summary>
    public Page<Contact, ContactCursor> ListInSeveralBooks(Slice<ContactCursor> slice)
    {
        var deleted = DeletedBooks.WithContactsOf(session, customer);
        var found = new List<ReadContact>();
        var toPassOver = slice.Offset;
        var row = session.Prepare(SeveralBooks).Bind(0, customer).BindUid(1, slice.After?.Uid ?? default);
        while (found.Count <= slice.Limit && row.Step())
        {
            if (new Memberships(row.Bytes(10)).Outside(deleted).Count > 1 && toPassOver-- <= 0)
            {
                found.Add(Read(row));
            }
        }

        row.Reset();
        var page = found.ToPage(slice.Limit, one => new ContactCursor(ContactOrder.Uid, 0, one.Contact.Uid));
        return new Page<Contact, ContactCursor>([.. page.Items.Select(WithGroups)], page.Next);
    }

    /// <summary>How many they are.</summary>
    public long CountInSeveralBooks()
    {
        if (DeletedBooks.WithContactsOf(session, customer) is { Count: > 0 } deleted)
        {
            return CountInSeveralBooks(books => books.Outside(deleted).Count > 1);
        }

        var row = session.Prepare(SeveralBooksCount).Bind(0, customer);
        row.Step();
        var count = row.Integer(0);
        row.Reset();
        return count;
    }

    /// <summary>How many contacts of a book are in others too.</summary>
    public long CountInOthersToo(BookId book)
    {
        var deleted = DeletedBooks.WithContactsOf(session, customer);
        return CountInSeveralBooks(books => books.LinkedAt(book.Value) is not null && books.Outside(deleted).Count > 1);
    }

    /// <summary>The contact with the books it is in, the oldest membership first.</summary>
    public Contact WithGroups(ReadContact read)
    {
        var memberships = read.Memberships.ToArray();
        Array.Sort(memberships, static (a, b) => (a.LinkedAt, a.Book).CompareTo((b.LinkedAt, b.Book)));
        return read.Contact with { Groups = [.. memberships.Select(membership => GroupOf(membership.Book)).OfType<ContactGroup>()] };
    }

    /// <summary>Which of a contact's search lines in a book is the live one: that with this stamp; null if it isn't in the book.</summary>
    public long? StampOf(long phone, long book)
    {
        var row = session.Prepare(StampByPhone).Bind(0, customer).Bind(1, phone);
        long? stamp = row.Step() && new Memberships(row.Bytes(1)).LinkedAt(book) is { } linkedAt
            ? Math.Max(Math.Max(row.Integer(0), row.Integer(2)), linkedAt)
            : null;
        row.Reset();
        return stamp;
    }

    private static ReadContact? One(Statement row)
    {
        var read = row.Step() ? Read(row) : null;
        row.Reset();
        return read;
    }

    private static ReadContact Read(Statement row)
    {
        var fields = new ContactFields(row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Bytes(7).ToArray());
        var contact = new Contact(ContactUid.FromBytes(row.Bytes(0)), new Phone(row.Integer(1)), fields, row.Time(8), row.Time(9), []);
        return new ReadContact(contact, row.Bytes(10).ToArray(), Math.Max(row.Integer(9), row.Integer(11)));
    }

    private long CountInSeveralBooks(BooksCondition condition)
    {
        var row = session.Prepare(BooksOfSeveral).Bind(0, customer);
        var count = 0L;
        while (row.Step())
        {
            count += condition(new Memberships(row.Bytes(0))) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The book, unless it is deleted.</summary>
    private ContactGroup? GroupOf(long book)
    {
        if (!_groups.TryGetValue(book, out var group))
        {
            var row = session.Prepare(Group).Bind(0, customer).Bind(1, book);
            group = row.Step() ? new ContactGroup(row.Text(0)!, row.Text(1)!, BookStatusColumn.Read(row.Text(2)!)) : null;
            row.Reset();
            _groups.Add(book, group);
        }

        return group;
    }

    private delegate bool BooksCondition(Memberships books);
}

/// <summary>A contact as it was read.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Books">The books it is in, by their numbers.</param>
/// <param name="ChangedAt">When it last got other values, a change's or an undo's, in milliseconds since 1970.</param>
internal sealed record ReadContact(Contact Contact, byte[] Books, long ChangedAt)
{
    /// <summary>The books.</summary>
    public Memberships Memberships => new(Books);
}
