using System.Text;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

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

    public ValueTask<Written<TidyingOutcome>> TidyAsync(
        CustomerId customer, TidyingRequest request, DateTimeOffset now, AnswerToKeep<TidyingOutcome>? keep, CancellationToken cancellation) =>
        store.Write(customer, keep, now, before => new[] { request.From, request.To }.Any(book => book != default && before.FindBook(book) is null)
            ? null
            : Tidy(before, request, before.DeletedBooks.Keys.ToHashSet(), now));

    public ValueTask<TidyingOutcome> PredictAsync(CustomerId customer, TidyingRequest request)
    {
        var holdings = store.Of(customer);
        return ValueTask.FromResult(new TidyingOutcome(
            [.. request.Contacts.Select(uid => new TidiedContact(uid, TidyingRule.Decide(
                request, BooksOf(holdings, Find(holdings, uid)), holdings.DeletedBooks.Keys.ToHashSet()).As))]));
    }

    public ValueTask<Contact?> FindAsync(CustomerId customer, ContactUid contact)
    {
        var holdings = store.Of(customer);
        return ValueTask.FromResult(
            Find(holdings, contact) is { } found && GroupsOf(holdings, found.Phone) is { Count: > 0 } groups ? found with { Groups = groups } : null);
    }

    public ValueTask<Page<Contact, ContactCursor>> ListInSeveralBooksAsync(CustomerId customer, Slice<ContactCursor> slice)
    {
        var holdings = store.Of(customer);
        var all = InSeveralBooks(holdings).OrderBy(contact => contact.Uid.Value);
        var rest = slice.After is { } after
            ? all.Where(contact => contact.Uid.Value > after.Uid.Value)
            : all.Skip((int)Math.Min(slice.Offset, int.MaxValue));
        var page = Pages.First(rest, slice.Limit, contact => new ContactCursor(ContactOrder.Uid, 0, contact.Uid));
        return ValueTask.FromResult(new Page<Contact, ContactCursor>(
            [.. page.Items.Select(contact => contact with { Groups = GroupsOf(holdings, contact.Phone) })], page.Next));
    }

    public ValueTask<long> CountInSeveralBooksAsync(CustomerId customer) => ValueTask.FromResult(InSeveralBooks(store.Of(customer)).LongCount());

    public ValueTask<Page<Contact, ContactCursor>> ListAsync(CustomerId customer, BookId book, Slice<ContactCursor> slice) =>
        ValueTask.FromResult(Page(store.Of(customer), book, _ => true, ContactOrder.Membership, slice));

    /// <summary>The model finds in the order in which it lists.</summary>
    public ValueTask<Page<Contact, ContactCursor>> SearchAsync(
        CustomerId customer, BookId book, SearchQuery query, Slice<ContactCursor> slice, CancellationToken cancellation) =>
        ValueTask.FromResult(Page(store.Of(customer), book, contact => Finds(query, contact), ContactOrder.Search, slice));

    public ValueTask<Page<Contact, ContactCursor>> ListSortedAsync(
        CustomerId customer,
        BookId book,
        ContactSort sort,
        SearchQuery? query,
        int limit,
        ContactCursor? after,
        CancellationToken cancellation)
    {
        var holdings = store.Of(customer);
        var members =
            from membership in holdings.Memberships
            where membership.Key.Book == book
            let contact = holdings.Contacts[membership.Key.Phone]
            where query is null || Finds(query, contact)
            select new SortedMember(contact, membership.Value.ToUnixTimeMilliseconds());
        var page = SortedMember.Page(members, sort, ContactCursor.OrderOf(sort, query), limit, after);
        return ValueTask.FromResult(new Page<Contact, ContactCursor>(
            [.. page.Items.Select(member => member.Contact with { Groups = GroupsOf(holdings, member.Contact.Phone) })], page.Next));
    }

    private static IEnumerable<Contact> InSeveralBooks(Holdings holdings) =>
        holdings.Contacts.Values.Where(contact => GroupsOf(holdings, contact.Phone).Count > 1);

    private static Contact? Find(Holdings holdings, ContactUid uid) => holdings.Contacts.Values.FirstOrDefault(contact => contact.Uid == uid);

    private static List<Membership>? BooksOf(Holdings holdings, Contact? contact) => contact is null ? null :
    [
        .. from membership in holdings.Memberships
           where membership.Key.Phone == contact.Phone
           select new Membership(membership.Key.Book, membership.Value.ToUnixTimeMilliseconds()),
    ];

    /// <summary>Does it, whatever book the contacts are in.</summary>
    internal static (TidyingOutcome, Holdings) Tidy(Holdings before, TidyingRequest request, IReadOnlySet<BookId> deleted, DateTimeOffset now)
    {
        var after = before;
        var (outcome, entries) = (new List<TidiedContact>(), new List<RecordedEntry>());
        foreach (var uid in request.Contacts)
        {
            var contact = Find(before, uid);
            var step = TidyingRule.Decide(request, BooksOf(before, contact), deleted);
            outcome.Add(new TidiedContact(uid, step.As));
            if (step.Ended.Count == 0)
            {
                continue;
            }

            var phone = contact!.Phone;
            var last = InMemoryHistory.LastOf(after, contact);
            after = after with
            {
                Memberships = after.Memberships.RemoveRange(step.Ended.Select(membership => (membership.Book, phone))),
                RestoredAt = after.RestoredAt.SetItem(phone, now > last ? now : last.AddMilliseconds(1)),
            };
            if (step.Links)
            {
                after = after with { Memberships = after.Memberships.Add((request.To, phone), now) };
            }

            if (step.As == TidiedAs.Deleted)
            {
                after = after with { Contacts = after.Contacts.Remove(phone), RestoredAt = after.RestoredAt.Remove(phone) };
            }

            entries.Add(new RecordedEntry(contact, contact, step.Links) { Ended = [.. step.Ended], Deletes = step.As == TidiedAs.Deleted });
        }

        if (request.Change is not { } change || entries.Count == 0)
        {
            return (new TidyingOutcome(outcome), after);
        }

        var book = request.Kind == TidyingKind.Move ? request.To : request.From;
        foreach (var block in entries.OrderBy(entry => entry.After.Phone).GroupBy(entry => entry.Deletes).OrderByDescending(block => block.Key))
        {
            after = after.Recording(change, book, now, [.. block]);
        }

        return (new TidyingOutcome(outcome) { ChangeUid = change.Uid }, after);
    }

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
           where holdings.IsThere(book) && holdings.Memberships.ContainsKey((book.Id, phone))
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
