using System.Text.Json;
using ContactBooks.Core;
using ContactBooks.Core.Books;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.Api.Uploads;

/// <summary>
/// The last step of the road: an upload's <c>data</c>, written straight from the plan and what the store did, without an
/// object a row. <see cref="Wire.UploadData"/> is its plain twin.
/// </summary>
internal static class UploadAnswer
{
    /// <summary>Bytes of a row's result, more or less; what a buffer is first made of.</summary>
    public const int BytesOfRow = 128;

    /// <summary>Writes it.</summary>
    /// <param name="json">To where.</param>
    /// <param name="book">The book.</param>
    /// <param name="plan">The rows.</param>
    /// <param name="outcome">What the store did, or would do.</param>
    /// <param name="isDryRun">Whether it is only predicted.</param>
    /// <param name="marks">What is to be told of rows besides; null where nobody asked.</param>
    public static void Write(Utf8JsonWriter json, Book book, UploadPlan plan, UploadOutcome outcome, bool isDryRun, UploadMarks? marks = null)
    {
        json.WriteStartObject();
        json.WriteStartObject("contactBook"u8);
        json.WriteString("contactBookUid"u8, book.Uid);
        json.WriteString("name"u8, book.Name);
        json.WriteEndObject();
        WriteSummary(json, plan, outcome, marks);

        using var results = new PooledBuffer(plan.Rows.Count * BytesOfRow);
        WriteResults(results, plan, outcome, marks);
        json.WritePropertyName("results"u8);
        json.WriteRawValue(results.Written, skipInputValidation: true);
        if (isDryRun)
        {
            json.WriteBoolean("dryRun"u8, true);
        }

        json.WriteEndObject();
    }

    /// <summary>The contract's word for a reason.</summary>
    public static string NameOf(InvalidReason reason) => reason switch
    {
        InvalidReason.MissingPhone => "MISSING_PHONE",
        InvalidReason.InvalidPhone => "INVALID_PHONE",
        InvalidReason.InvalidEmail => "INVALID_EMAIL",
        InvalidReason.FieldTooLong => "FIELD_TOO_LONG",
        InvalidReason.InvalidCharacters => "INVALID_CHARACTERS",
        _ => "INVALID_CUSTOM_FIELDS",
    };

    /// <summary>The contract's word for why a valid row was left out.</summary>
    public static string NameOf(SkipReason reason) => reason == SkipReason.AlreadyExists ? "ALREADY_EXISTS" : "NOT_FOUND";

    private static void WriteSummary(Utf8JsonWriter json, UploadPlan plan, UploadOutcome outcome, UploadMarks? marks)
    {
        var summary = UploadSummary.Of(plan, outcome);
        json.WriteStartObject("summary"u8);
        json.WriteNumber("total"u8, summary.Total);
        json.WriteNumber("created"u8, summary.Created);
        json.WriteNumber("updated"u8, summary.Updated);
        json.WriteNumber("skipped"u8, summary.Skipped);
        json.WriteNumber("invalid"u8, summary.Invalid);
        if (marks?.Suppressed is { } suppressed)
        {
            json.WriteNumber("suppressed"u8, plan.Contacts.Where((one, i) => outcome.Contacts[i].Skipped is null && suppressed.Contains(one.Patch.Phone)).Count());
        }

        json.WriteEndObject();
    }

    /// <summary>Stored rows, which are most, by hand; the others by the framework's writer into the same buffer.</summary>
    private static void WriteResults(PooledBuffer to, UploadPlan plan, UploadOutcome outcome, UploadMarks? marks)
    {
        using var json = new Utf8JsonWriter(to, Envelope.WriterOptions);
        Append(to, "["u8);
        for (var i = 0; i < plan.Rows.Count; i++)
        {
            if (i > 0)
            {
                Append(to, ","u8);
            }

            var row = plan.Rows[i];
            if (marks is null && !PlainRoad.IsTaken && row.Contact >= 0 && outcome.Contacts[row.Contact] is { Uid: { } uid, Skipped: null } contact)
            {
                AppendStored(to, i + 1, contact.Created, uid, plan.Contacts[row.Contact].Patch.Phone.Number);
                continue;
            }

            json.Reset();
            json.WriteStartObject();
            json.WriteNumber("row"u8, i + 1);
            WriteRow(json, row, plan, outcome);
            if (marks is not null && row.Contact >= 0 && outcome.Contacts[row.Contact].Skipped is null)
            {
                WriteMarks(json, marks, plan.Contacts[row.Contact].Patch.Phone, row.Contact);
            }

            json.WriteEndObject();
            json.Flush();
        }

        Append(to, "]"u8);
    }

    /// <summary>The same as <see cref="WriteStored"/>, whose calls for each name and bracket take four times as long: 60 ns a row.</summary>
    private static void AppendStored(PooledBuffer to, int row, bool created, ContactUid uid, long phone)
    {
        var text = to.GetSpan(BytesOfRow + ContactUid.TextLength);
        var length = 0;
        Put(text, ref length, "{\"row\":"u8);
        Put(text, ref length, row);
        Put(text, ref length, created ? ",\"status\":\"CREATED\",\"contact\":{\"contactUid\":\""u8 : ",\"status\":\"UPDATED\",\"contact\":{\"contactUid\":\""u8);
        uid.WriteText(text[length..]);
        length += ContactUid.TextLength;
        Put(text, ref length, "\",\"phone\":\""u8);
        Put(text, ref length, phone);
        Put(text, ref length, "\"}}"u8);
        to.Advance(length);
    }

    private static void Put(Span<byte> text, ref int length, ReadOnlySpan<byte> part)
    {
        part.CopyTo(text[length..]);
        length += part.Length;
    }

    private static void Put(Span<byte> text, ref int length, long number)
    {
        number.TryFormat(text[length..], out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
        length += digits;
    }

    private static void Append(PooledBuffer to, ReadOnlySpan<byte> text)
    {
        text.CopyTo(to.GetSpan(text.Length));
        to.Advance(text.Length);
    }

    private static void WriteRow(Utf8JsonWriter json, PlannedRow row, UploadPlan plan, UploadOutcome outcome)
    {
        if (row.Rejected is { } rejected)
        {
            WriteRejected(json, rejected);
        }
        else if (row.DuplicateOf is { } phone)
        {
            WriteSkipped(json, "DUPLICATE_IN_REQUEST", phone.Number);
        }
        else if (outcome.Contacts[row.Contact].Skipped is { } reason)
        {
            WriteSkipped(json, NameOf(reason), plan.Contacts[row.Contact].Patch.Phone.Number);
        }
        else
        {
            WriteStored(json, outcome.Contacts[row.Contact], plan.Contacts[row.Contact].Patch.Phone.Number);
        }
    }

    private static void WriteSkipped(Utf8JsonWriter json, string reason, long phone)
    {
        json.WriteString("status"u8, "SKIPPED"u8);
        json.WriteString("reason"u8, reason);
        WritePhone(json, phone);
    }

    private static void WriteStored(Utf8JsonWriter json, StoredContact contact, long phone)
    {
        json.WriteString("status"u8, contact.Created ? "CREATED"u8 : "UPDATED"u8);
        json.WriteStartObject("contact"u8);
        if (contact.Uid is { } uid)
        {
            Span<byte> text = stackalloc byte[ContactUid.TextLength];
            uid.WriteText(text);
            json.WriteString("contactUid"u8, text);
        }
        else
        {
            json.WriteNull("contactUid"u8);
        }

        WritePhone(json, phone);
        json.WriteEndObject();
    }

    private static void WriteRejected(Utf8JsonWriter json, RejectedRow rejected)
    {
        json.WriteString("status"u8, "INVALID"u8);
        json.WriteString("reason"u8, NameOf(rejected.Faults[0].Reason));
        json.WriteString("phone"u8, rejected.PhoneAsSent);
        json.WriteString("field"u8, rejected.Faults[0].Field);
        json.WriteString("message"u8, rejected.Faults[0].Message);
        if (rejected.Faults.Count == 1)
        {
            return;
        }

        json.WriteStartArray("faults"u8);
        foreach (var fault in rejected.Faults)
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, NameOf(fault.Reason));
            json.WriteString("field"u8, fault.Field);
            json.WriteString("message"u8, fault.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What is told of a row that went in besides.</summary>
    private static void WriteMarks(Utf8JsonWriter json, UploadMarks marks, Phone phone, int contact)
    {
        if (marks.Suppressed?.Contains(phone) == true)
        {
            json.WriteBoolean("suppressed"u8, true);
        }

        if (marks.Warnings?[contact] is not { Count: > 0 } warnings)
        {
            return;
        }

        json.WriteStartArray("warnings"u8);
        foreach (var warning in warnings)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, warning.Field);
            json.WriteString("code"u8, warning.Code);
            json.WriteString("message"u8, warning.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePhone(Utf8JsonWriter json, long phone)
    {
        Span<byte> digits = stackalloc byte[20];
        phone.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString("phone"u8, digits[..length]);
    }
}
