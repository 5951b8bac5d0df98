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
        private readonly RequestProperties _properties = new(body, faults);
        private readonly PropertyNames _names = new();

        public CustomFieldRequest Root(ref Utf8JsonReader reader)
        {
            string? key = null, label = null, type = null;
            List<string>? choices = null;
            while (_properties.Next(ref reader, _names, path: "", out var name))
            {
                if (needsKey && name.Span.SequenceEqual("key"u8))
                {
                    key = Text(ref reader, "key", CustomFieldsLimits.MaxKeyLength);
                }
                else if (name.Span.SequenceEqual("label"u8))
                {
                    label = Text(ref reader, "label", MaxLabelLength);
                }
                else if (name.Span.SequenceEqual("type"u8))
                {
                    type = Text(ref reader, "type", MaxLabelLength);
                }
                else if (name.Span.SequenceEqual("choices"u8))
                {
                    choices = Choices(ref reader);
                }
                else
                {
                    _properties.PassOver(ref reader, name, path: "");
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
                _properties.Values.PassOver(ref reader, "choices");
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
            if (TextRule.Apply(_properties.Text(ref reader, path), path, maxLength, out var text) is { } fault)
            {
                faults.Add(
                    path, fault.Reason == InvalidReason.FieldTooLong ? RequestFaultCode.TooLong : RequestFaultCode.InvalidCharacters, fault.Message);
            }

            return text.Value;
        }
    }
}
