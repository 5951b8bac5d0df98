using System.Text;
using System.Text.Json;
using ContactBooks.Core.Json;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.CustomFields;

/// <summary>What a request says of a custom field, checked.</summary>
/// <param name="Key">The key; null where the request has none.</param>
/// <param name="Label">The label, or null.</param>
/// <param name="Type">The type, or null.</param>
/// <param name="Choices">The choices, or null.</param>
public sealed record CustomFieldRequest(string? Key, string? Label, CustomFieldType? Type, IReadOnlyList<string>? Choices);

/// <summary>Reads the bodies that create a custom field and that change one.</summary>
public static class CustomFieldRequestReader
{
    /// <summary>Characters (code points) of a label.</summary>
    public const int MaxLabelLength = 100;

    /// <summary>Texts to choose from.</summary>
    public const int MaxChoices = 100;

    /// <summary>Characters (code points) of each.</summary>
    public const int MaxChoiceLength = 100;

    /// <summary>Reads the body of a creation, which needs a key.</summary>
    public static (CustomFieldRequest? Request, IReadOnlyList<RequestFault> Faults) ReadCreation(ReadOnlyMemory<byte> body) => Read(body, needsKey: true);

    /// <summary>Reads the body of a change, whose key is ignored.</summary>
    public static (CustomFieldRequest? Request, IReadOnlyList<RequestFault> Faults) ReadChange(ReadOnlyMemory<byte> body) => Read(body, needsKey: false);

    private static (CustomFieldRequest? Request, IReadOnlyList<RequestFault> Faults) Read(ReadOnlyMemory<byte> body, bool needsKey)
    {
        var faults = new RequestFaults();
        body = JsonText.WithoutByteOrderMark(body);
        var request = JsonBody.Read(body, faults, (ref Utf8JsonReader reader) => new Reading(body, needsKey, faults).Root(ref reader));
        return (faults.Any ? null : request, faults.All);
    }

    private sealed class Reading(ReadOnlyMemory<byte> body, bool needsKey, RequestFaults faults)
    {
        private readonly CustomFieldsReader _values = new(body, faults);
        private readonly PropertyNames _names = new();

        public CustomFieldRequest Root(ref Utf8JsonReader reader)
        {
            string? key = null, label = null, type = null;
            List<string>? choices = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.PropertyName(ref reader, body);
                var path = JsonPath.Shorten(Encoding.UTF8.GetString(name.Span));
                if (!_names.Add(name.Span))
                {
                    faults.Add(path, RequestFaultCode.DuplicateProperty, "This property stands twice in one object. Send it once.");
                }

                reader.Read();
                switch (path)
                {
                    case "key" when needsKey:
                        key = Text(ref reader, path, CustomFieldsLimits.MaxKeyLength);
                        break;
                    case "label":
                        label = Text(ref reader, path, MaxLabelLength);
                        break;
                    case "type":
                        type = Text(ref reader, path, MaxLabelLength);
                        break;
                    case "choices":
                        choices = Choices(ref reader);
                        break;
                    default:
                        _values.PassOver(ref reader, path);
                        break;
                }
            }

            if (needsKey && key is null && !faults.Any)
            {
                faults.Add("key", RequestFaultCode.Required, $"key is missing. Send the one that uploads have, of 1 to {CustomFieldsLimits.MaxKeyLength} characters.");
            }

            return new CustomFieldRequest(key, label, TypeOf(type, choices), choices);
        }

        private CustomFieldType? TypeOf(string? name, List<string>? choices)
        {
            var type = name is null ? null : CustomFieldTypes.Find(name);
            if (name is not null && type is null)
            {
                faults.Add("type", RequestFaultCode.InvalidValue, $"type must be one of {string.Join(", ", CustomFieldTypes.Names)}.");
            }
            else if (choices is not null && type is not null and not CustomFieldType.Choice)
            {
                faults.Add("choices", RequestFaultCode.InvalidValue, "Only a field of the type choice has choices.");
            }

            return choices is null ? type : CustomFieldType.Choice;
        }

        private List<string>? Choices(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return null;
            }

            if (reader.TokenType != JsonTokenType.StartArray)
            {
                faults.Add("choices", RequestFaultCode.NotAnArray, $"choices must be an array of 1 to {MaxChoices} texts.");
                _values.PassOver(ref reader, "choices");
                return null;
            }

            var choices = new List<string>();
            var count = 0;
            for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read(), count++)
            {
                if (count < MaxChoices && Text(ref reader, $"choices[{count}]", MaxChoiceLength) is { } choice && !choices.Contains(choice))
                {
                    choices.Add(choice);
                }
                else if (count >= MaxChoices)
                {
                    reader.Skip();
                }
            }

            if (count is 0 or > MaxChoices)
            {
                faults.Add(
                    "choices", count == 0 ? RequestFaultCode.Empty : RequestFaultCode.TooMany, $"choices has {count} entries. Send 1 to {MaxChoices}.");
            }

            return choices;
        }

        private string? Text(ref Utf8JsonReader reader, string path, int maxLength)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                faults.Add(path, RequestFaultCode.NotAText, $"{path} must be a text, not an object or an array.");
                _values.PassOver(ref reader, path);
                return null;
            }

            var raw = reader.TokenType == JsonTokenType.Null ? RawText.Null : RawText.Of(JsonText.Scalar(ref reader));
            if (TextRule.Apply(raw, path, maxLength, out var text) is { } fault)
            {
                faults.Add(
                    path, fault.Reason == InvalidReason.FieldTooLong ? RequestFaultCode.TooLong : RequestFaultCode.InvalidCharacters, fault.Message);
            }

            return text.Value;
        }
    }
}
