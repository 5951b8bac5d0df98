using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.History;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.History;
using ContactBooks.Server.Uploads;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>
/// Saves what a person edited of a contact: an upload of one row on the road that all uploads take, with no more in it than what the person
/// changed, so that what somebody else changes meanwhile stays.
/// </summary>
internal sealed class ContactEdit(
    RowNormaliser normaliser, CustomFieldRegistry customFields, UploadWrites writes, ChangeNotes notes, TimeProvider clock)
{
    /// <summary>The row that changes a contact from one state to another.</summary>
    public static RawRow RowOf(Phone phone, IReadOnlyList<ContactField> before, IReadOnlyList<ContactField> after)
    {
        var changed = after.Except(before).ToDictionary(field => field.Name, StringComparer.Ordinal);
        return new RawRow
        {
            Phone = RawText.Of($"+{phone}"),
            DisplayName = Text("displayName"),
            FirstName = Text("firstName"),
            LastName = Text("lastName"),
            Email = Text("email"),
            CompanyName = Text("companyName"),
            CustomFields = WrittenCustomField.RowOf(
            [
                .. changed.Values.Where(field => field.Key is not null)
                    .Select(field => new WrittenCustomField(field.Key!, field.Type, field.Value.Trim())),
            ]),
        };

        RawText Text(string name) => !changed.TryGetValue(name, out var field) ? default
            : string.IsNullOrWhiteSpace(field.Value) ? RawText.Null : RawText.Of(field.Value);
    }

    /// <summary>Saves it.</summary>
    /// <param name="customer">Whose contact it is.</param>
    /// <param name="book">A book that it is in.</param>
    /// <param name="row">See <see cref="RowOf"/>.</param>
    /// <param name="by">Who edits.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    public async Task<ContactEdited> SaveAsync(CustomerId customer, Book book, RawRow row, Actor by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var plan = UploadPlanner.Plan([normaliser.Normalise(row, defaultCode: null)], now) with
        {
            Rules = new UpdateRules { Policy = UpdatePolicy.UpdateOnly }, // One that was deleted meanwhile stays so.
            Change = notes.OfUpload(by, now),
        };
        if (plan.Rows[0].Rejected is { } rejected)
        {
            return new ContactEdited(false, null, rejected.Faults);
        }

        var origin = new CustomFieldOrigin(CustomFieldSource.Upload, by.UserUid!);
        var fields = CustomFieldSurvey.Of(await customFields.OfAsync(customer), plan, origin, now);
        var written = await writes.WriteAsync(customer, book.Id, plan, fields, now, keep: null, cancellation);
        return new ContactEdited(written.Value is { } done && done.Contacts[0].Skipped is null, written.Value?.ChangeUid, []);
    }
}

/// <summary>What became of an edit.</summary>
/// <param name="IsSaved">Whether it is on disk. False with no fault where the contact, or its book, is no longer there.</param>
/// <param name="ChangeUid">The change that it is recorded as; null where it isn't, or where nothing changed.</param>
/// <param name="Faults">What is wrong with it.</param>
internal sealed record ContactEdited(bool IsSaved, string? ChangeUid, IReadOnlyList<RowFault> Faults);
