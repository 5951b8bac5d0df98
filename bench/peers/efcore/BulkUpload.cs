using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace ContactBooks.Peers.EfCore;

public class BulkUpload(ContactsContext db)
{
    private const int MaxRows = 1000;

    public async Task<IResult> RunAsync(Customer customer, string bookUid, BulkRequest request, CancellationToken cancellation)
    {
        var book = await db.Books.AsNoTracking().FirstOrDefaultAsync(b => b.CustomerId == customer.CustomerId && b.BookUid == bookUid, cancellation);
        if (book is null)
        {
            return Answer.Failure(404, "CONTACT_BOOK_NOT_FOUND", "There is no such contact book.");
        }

        if (request.Contacts is not { Count: >= 1 and <= MaxRows } rows || rows.Contains(null))
        {
            return Answer.Failure(400, "VALIDATION_FAILED", $"contacts must be an array of 1 to {MaxRows} contacts.");
        }

        var code = TextOf(request.DefaultCountryCode) ?? customer.CountryCode?.ToString(CultureInfo.InvariantCulture);
        var region = code is null ? null : Phones.RegionOf(code);
        if (code is not null && region is null)
        {
            return Answer.Failure(400, "VALIDATION_FAILED", "defaultCountryCode must be a country calling code, as in \"91\".");
        }

        var results = new object[rows.Count];
        var toStore = Plan(rows!, region, results);
        await StoreAsync(customer.CustomerId, book.BookId, toStore, results, cancellation);

        var stored = results.OfType<StoredResult>().ToList();
        var created = stored.Count(result => result.Status == "CREATED");
        var summary = new UploadSummary(
            rows.Count, created, stored.Count - created, results.OfType<SkippedResult>().Count(), results.OfType<InvalidResult>().Count());
        return Answer.Success(new UploadData(new BookReference(book.BookUid, book.Name), summary, results));
    }

    /// <summary>The rows to store, by phone, with their index; the others have their result at once.</summary>
    private static Dictionary<long, (int Index, ContactRow Row)> Plan(IReadOnlyList<ContactRow> rows, string? region, object[] results)
    {
        var toStore = new Dictionary<long, (int, ContactRow)>();
        foreach (var (i, row) in rows.Index())
        {
            if (TextOf(row.Phone) is not { } text)
            {
                results[i] = new InvalidResult(i + 1, "INVALID", "MISSING_PHONE", null, "phone", "This row has no phone number.");
            }
            else if (Phones.Read(text, region) is not { } phone)
            {
                results[i] = new InvalidResult(i + 1, "INVALID", "INVALID_PHONE", text, "phone", "This is not a valid phone number.");
            }
            else if (!toStore.TryAdd(phone, (i, row)))
            {
                results[i] = new SkippedResult(i + 1, "SKIPPED", "DUPLICATE_IN_REQUEST", $"{phone}");
            }
        }

        return toStore;
    }

    private async Task StoreAsync(
        long customerId, long bookId, Dictionary<long, (int Index, ContactRow Row)> toStore, object[] results, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var phones = toStore.Keys.ToList();
        var contacts = await db.Contacts
            .Where(c => c.CustomerId == customerId && phones.Contains(c.Phone))
            .ToDictionaryAsync(c => c.Phone, cancellation);
        var uids = contacts.Values.Select(c => c.ContactUid).ToList();
        var members = await db.Memberships
            .Where(m => m.CustomerId == customerId && m.BookId == bookId && uids.Contains(m.ContactUid))
            .Select(m => m.ContactUid)
            .ToHashSetAsync(cancellation);

        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var linked = 0;
        foreach (var (phone, (index, row)) in toStore)
        {
            var exists = contacts.TryGetValue(phone, out var contact);
            if (contact is null)
            {
                contact = new Contact { CustomerId = customerId, ContactUid = Guid.CreateVersion7(), Phone = phone, CreatedAt = now, UpdatedAt = now, Revision = 1 };
                db.Contacts.Add(contact);
            }

            Apply(row, contact);
            if (!members.Contains(contact.ContactUid))
            {
                db.Memberships.Add(new Membership { CustomerId = customerId, ContactUid = contact.ContactUid, BookId = bookId, LinkedAt = now });
                linked++;
            }

            results[index] = new StoredResult(index + 1, exists ? "UPDATED" : "CREATED", new ContactReference(ContactUids.Text(contact.ContactUid), $"{phone}"));
        }

        await db.SaveChangesAsync(cancellation);
        if (linked > 0)
        {
            // In the database, since other uploads count in the same row.
            await db.Books
                .Where(b => b.CustomerId == customerId && b.BookId == bookId)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.ContactCount, b => b.ContactCount + linked), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What is absent stays; custom fields are merged key by key.</summary>
    private static void Apply(ContactRow row, Contact contact)
    {
        contact.DisplayName = TextOf(row.DisplayName) ?? contact.DisplayName;
        contact.FirstName = TextOf(row.FirstName) ?? contact.FirstName;
        contact.LastName = TextOf(row.LastName) ?? contact.LastName;
        contact.Email = TextOf(row.Email) ?? contact.Email;
        contact.CompanyName = TextOf(row.CompanyName) ?? contact.CompanyName;
        if (row.CustomFields is { Count: > 0 } fields)
        {
            var merged = contact.CustomFields is null ? [] : JsonNode.Parse(contact.CustomFields)!.AsObject();
            foreach (var (key, value) in fields)
            {
                merged[key] = value?.DeepClone();
            }

            contact.CustomFields = merged.ToJsonString();
        }
    }

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
