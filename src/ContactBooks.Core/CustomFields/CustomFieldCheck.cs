using System.Text.Json;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.CustomFields;

/// <summary>A value that doesn't fit the type of its custom field. It is kept as it was sent.</summary>
/// <param name="Field">Which field, as in <c>customFields.visits</c>.</param>
/// <param name="Code">What it isn't: <c>NOT_A_NUMBER</c>, <c>NOT_A_DATE</c>, <c>NOT_A_BOOLEAN</c> or <c>NOT_A_CHOICE</c>.</param>
/// <param name="Message">The same for a person.</param>
public sealed record CustomFieldWarning(string Field, string Code, string Message);

/// <summary>Holds the custom fields of a row against their definitions.</summary>
public static class CustomFieldCheck
{
    /// <summary>The code of a text that is none of a field's choices.</summary>
    public const string NotAChoice = "NOT_A_CHOICE";

    // No number, date or yes or no is nearly as long; no choice may be.
    private const int LongestJudged = 6 * CustomFieldRequestReader.MaxChoiceLength;

    /// <summary>What doesn't fit; empty for most rows, and then nothing is made.</summary>
    /// <param name="definitions">What is defined.</param>
    /// <param name="row">The row.</param>
    public static IReadOnlyList<CustomFieldWarning> Of(CustomFieldSet definitions, ContactPatch row)
    {
        List<CustomFieldWarning>? warnings = null;
        var fields = new CustomFieldValues(row.CustomFields.Json.Span);
        while (fields.Read())
        {
            if (fields.Kind != JsonTokenType.Null && definitions.Find(fields.Key) is { } definition && !Fits(definition, in fields))
            {
                (warnings ??= []).Add(WarningOf(definition));
            }
        }

        return warnings ?? (IReadOnlyList<CustomFieldWarning>)[];
    }

    /// <summary>The code of a value that doesn't fit a type.</summary>
    public static string CodeOf(CustomFieldType type) => type switch
    {
        CustomFieldType.Number => "NOT_A_NUMBER",
        CustomFieldType.Date => "NOT_A_DATE",
        CustomFieldType.Boolean => "NOT_A_BOOLEAN",
        _ => NotAChoice,
    };

    private static bool Fits(CustomFieldDefinition definition, in CustomFieldValues value)
    {
        if (definition.Type == CustomFieldType.Text)
        {
            return true;
        }

        if (value.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray || value.Length > LongestJudged)
        {
            return false;
        }

        Span<char> room = stackalloc char[LongestJudged];
        var text = value.TextInto(room).Trim();
        return text.IsEmpty || definition.Type switch
        {
            CustomFieldType.Number => value.Kind == JsonTokenType.Number || NumberText.Is(text),
            CustomFieldType.Date => DateText.Is(text),
            CustomFieldType.Boolean => BooleanText.TryRead(text, out _),
            _ => IsChoice(definition.Choices, text),
        };
    }

    private static bool IsChoice(IReadOnlyList<string> choices, ReadOnlySpan<char> text)
    {
        foreach (var choice in choices)
        {
            if (text.SequenceEqual(choice))
            {
                return true;
            }
        }

        return choices.Count == 0;
    }

    private static CustomFieldWarning WarningOf(CustomFieldDefinition definition)
    {
        var what = definition.Type switch
        {
            CustomFieldType.Number => "no number",
            CustomFieldType.Date => "no date",
            CustomFieldType.Boolean => "no yes or no",
            _ => "none of the choices",
        };
        return new CustomFieldWarning(
            $"customFields.{definition.Key}",
            CodeOf(definition.Type),
            $"This is {what}, as the values of \"{definition.Label}\" are meant to be. It is kept as it was sent.");
    }
}
