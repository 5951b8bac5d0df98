using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Dashboard.Contacts;
using Microsoft.Extensions.Localization;

namespace ContactBooks.Server.Dashboard.Faults;

/// <summary>
/// Tells what is wrong with rows and files in the reader's language, by its code. The API's own words, which are English, stay for what has no
/// text, and beside that of a file as a whole, whose codes say less than they do.
/// </summary>
internal sealed class FaultWording(IStringLocalizer<FaultTexts> texts)
{
    /// <summary>A fault of a row.</summary>
    public ToldFault Of(RowFault fault) => InsteadOf(fault.Message, fault.Reason switch
    {
        InvalidReason.InvalidPhone => OfPhone(fault.Phone),
        InvalidReason.FieldTooLong => texts[RowKey(fault.Reason), NameOf(fault.Field), fault.Limit],
        InvalidReason.InvalidCustomFields => texts[
            RowKey(fault.Reason), CustomFieldsLimits.MaxBytes / 1024, CustomFieldsLimits.MaxDepth, CustomFieldsLimits.MaxKeyLength],
        _ => texts[RowKey(fault.Reason), NameOf(fault.Field)],
    });

    /// <summary>A value that doesn't fit its custom field.</summary>
    public ToldFault Of(PreviewWarningJson warning)
    {
        const string Prefix = ContactField.CustomPrefix;
        var name = warning.Column.StartsWith(Prefix, StringComparison.Ordinal) ? warning.Column[Prefix.Length..] : warning.Column;
        return InsteadOf(warning.Message, texts[$"Warning.{warning.Code}", name]);
    }

    /// <summary>A fault of a file, or of what was chosen for it.</summary>
    public ToldFault OfFile(string code, string message) =>
        Found(texts[$"Choice.{code}", CustomFieldsLimits.MaxKeyLength]) is { } choice
            ? new(choice, null)
            : new(Found(texts[$"File.{code}"]), message);

    /// <inheritdoc cref="OfFile(string, string)"/>
    public ToldFault OfFile(RequestFault fault) => OfFile(fault.Code, fault.Message);

    /// <inheritdoc cref="OfFile(string, string)"/>
    public ToldFault OfFile(ApiError error) => error.Details is [var first, ..] ? OfFile(first) : OfFile(error.Code, error.Message);

    private LocalizedString OfPhone(PhoneReading reading) =>
        texts[$"Phone.{reading.Fault}{(NamesCode(reading) ? ".Of" : "")}", reading.Code?.ToString() ?? "", reading.Quote ?? ""];

    private static bool NamesCode(PhoneReading reading) =>
        reading is { Code: not null, Fault: PhoneFault.TooShort or PhoneFault.TooLong or PhoneFault.NotAssigned };

    private string NameOf(string field) => Found(texts[$"Field.{field}"]) ?? field;

    private static string RowKey(InvalidReason reason) => $"Row.{UploadAnswer.NameOf(reason)}";

    private static ToldFault InsteadOf(string message, LocalizedString text) =>
        Found(text) is { } found ? new(found, null) : new(null, message);

    private static string? Found(LocalizedString text) => text.ResourceNotFound ? null : text.Value;
}
