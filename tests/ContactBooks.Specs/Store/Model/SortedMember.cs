using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>A contact of a book, in an order other than the book's own.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="LinkedAt">When it came into the book, in milliseconds since 1970.</param>
internal sealed record SortedMember(Contact Contact, long LinkedAt)
{
    private string Name { get; } = Contact.Fields.ReadableName is { } name ? WithoutMarks(SearchText.Fold(name)) : "";

    /// <summary>A part of them in an order.</summary>
    public static Page<SortedMember, ContactCursor> Page(
        IEnumerable<SortedMember> members, ContactSort sort, ContactOrder order, int limit, ContactCursor? after)
    {
        var sorted = members.ToList();
        sorted.Sort((a, b) => Compare(a.Place(order), b.Place(order), sort));
        var rest = sorted.Where(member => after is not { } cursor || Compare(member.Place(order), cursor, sort) > 0);
        return Pages.First(rest, limit, member => member.Place(order));
    }

    private ContactCursor Place(ContactOrder order) => order switch
    {
        ContactOrder.Oldest or ContactOrder.OldestFound => new ContactCursor(order, LinkedAt, Contact.Uid),
        ContactOrder.Name or ContactOrder.NameDescending => new ContactCursor(order, Contact.Phone.Number, Contact.Uid, Name),
        _ => new ContactCursor(order, Contact.Phone.Number, Contact.Uid),
    };

    private static int Compare(ContactCursor a, ContactCursor b, ContactSort sort)
    {
        var isDescending = sort is ContactSort.NameDescending or ContactSort.PhoneDescending;
        var byEmptyName = (a.Name.Length == 0).CompareTo(b.Name.Length == 0);
        var byName = Encoding.UTF8.GetBytes(a.Name).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Name));
        var byMajor = a.Major.CompareTo(b.Major);
        return byEmptyName != 0 ? byEmptyName
            : byName != 0 ? (isDescending ? -byName : byName)
            : byMajor != 0 ? (isDescending ? -byMajor : byMajor)
            : b.Uid.Value.CompareTo(a.Uid.Value);
    }

    private static string WithoutMarks(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036F')).Normalize();
}
