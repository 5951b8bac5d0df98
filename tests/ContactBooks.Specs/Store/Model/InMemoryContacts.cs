using System.Text;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Contacts in the model.</summary>
internal sealed class InMemoryContacts(InMemoryStore store) : IContactStore
{
    public ValueTask<Written<UploadOutcome>> UploadAsync(
        CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep, CancellationToken cancellation) =>
        store.Write(customer, keep, now, before =>
        {
            if (before.FindBook(book) is null)
            {
                return default((UploadOutcome, Holdings)?);
            }

            var after = before;
            var (outcome, entries) = (new List<StoredContact>(), new List<RecordedEntry>());
            foreach (var planned in plan.Contacts)
            {
                var phone = planned.Patch.Phone;
                var isNew = !after.Contacts.TryGetValue(phone, out var stored);
                if (plan.Rules.SkipOf(isThere: !isNew) is { } skip)
                {
                    outcome.Add(new StoredContact(false, stored?.Uid, skip));
                    continue;
                }

                var contact = isNew ? Create(planned, now) : Change(stored!, Allowed(plan.Rules, planned.Patch, stored!.Fields), now, after);
                after = after with { Contacts = after.Contacts.SetItem(phone, contact) };
                var links = !after.Memberships.ContainsKey((book, phone));
                if (links)
                {
                    after = after with { Memberships = after.Memberships.Add((book, phone), now) };
                }

                outcome.Add(new StoredContact(isNew, contact.Uid));
                if (links || contact != stored)
                {
                    entries.Add(new RecordedEntry(stored, contact, links));
                }
            }

            return plan.Change is { } change && entries.Count > 0
                ? (new UploadOutcome(outcome) { ChangeUid = change.Uid }, after.Recording(change, book, now, entries))
                : (new UploadOutcome(outcome), after);
        });

    public ValueTask<UploadOutcome> PredictAsync(CustomerId customer, UploadPlan plan)
    {
        var contacts = store.Of(customer).Contacts;
        return ValueTask.FromResult(new UploadOutcome(
            [.. plan.Contacts.Select(planned => StoredContact.Predicted(plan.Rules, contacts.GetValueOrDefault(planned.Patch.Phone)?.Uid))]));
    }

    public ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice) =>
        ValueTask.FromResult(Page(store.Of(customer), book, _ => true, ContactOrder.Membership, slice));

    /// <summary>The model finds in the order in which it lists.</summary>
    public ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
        ValueTask.FromResult(Page(store.Of(customer), book, contact => Finds(query, contact), ContactOrder.Search, slice));

    private static Contact Create(PlannedContact planned, DateTimeOffset now) =>
        new(planned.UidIfNew, planned.Patch.Phone, default(ContactFields).With(planned.Patch), now, now, []);

    private static ContactPatch Allowed(UpdateRules rules, ContactPatch patch, in ContactFields stored)
    {
        return rules.PatchFor(patch, new FieldBytes
        {
            DisplayName = Utf8(stored.DisplayName),
            FirstName = Utf8(stored.FirstName),
            LastName = Utf8(stored.LastName),
            Email = Utf8(stored.Email),
            CompanyName = Utf8(stored.CompanyName),
            CustomFields = stored.CustomFields.Span,
        });

        static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");
    }

    private static Contact Change(Contact stored, ContactPatch patch, DateTimeOffset now, Holdings holdings)
    {
        var fields = stored.Fields.With(patch);
        if (fields.SameAs(stored.Fields))
        {
            return stored;
        }

        // A change is later than all that happened to the contact before, whatever the clock says.
        var before = InMemoryHistory.LastOf(holdings, stored);
        return stored with { Fields = fields, UpdatedAt = now > before ? now : before.AddMilliseconds(1) };
    }

    private static Page<Contact, ContactCursor> Page(
        Holdings holdings, BookId book, Func<Contact, bool> isWanted, ContactOrder order, Slice<ContactCursor> slice)
    {
        var members =
            from membership in holdings.Memberships
            where membership.Key.Book == book
            let contact = holdings.Contacts[membership.Key.Phone]
            let place = new ContactCursor(order, membership.Value.ToUnixTimeMilliseconds(), contact.Uid)
            orderby place.Major descending, contact.Uid.Value
            where isWanted(contact)
            select (Contact: contact, Place: place);
        var rest = slice.After is { } cursor ? members.Where(member => IsAfter(cursor, member.Place)) : members.Skip((int)Math.Min(slice.Offset, int.MaxValue));
        var page = Pages.First(rest, slice.Limit, member => member.Place);
        return new Page<Contact, ContactCursor>(
            [.. page.Items.Select(member => member.Contact with { Groups = GroupsOf(holdings, member.Contact.Phone) })], page.Next);
    }

    private static bool IsAfter(ContactCursor cursor, ContactCursor place) =>
        place.Major < cursor.Major || (place.Major == cursor.Major && place.Uid.Value > cursor.Uid.Value);

    private static List<ContactGroup> GroupsOf(Holdings holdings, Phone phone) =>
    [
        .. from book in holdings.Books
           where holdings.Memberships.ContainsKey((book.Id, phone))
           orderby holdings.Memberships[(book.Id, phone)], book.Id.Value
           select new ContactGroup(book.Uid, book.Name, book.Status),
    ];

    private static bool Finds(SearchQuery query, Contact contact)
    {
        var phone = contact.Phone.ToString();
        string?[] texts = [contact.Fields.ReadableName, contact.Fields.FirstName, contact.Fields.LastName, contact.Fields.Email, contact.Fields.CompanyName];
        return contact.Phone == query.Phone
            || phone.Contains(query.Text, StringComparison.Ordinal)
            || (query.Digits is { } digits && phone.Contains(digits, StringComparison.Ordinal))
            || texts.Any(text => text is not null && SearchText.Fold(text).Contains(query.Text, StringComparison.Ordinal));
    }
}
