using System.Text;
using System.Text.Json;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Planning;

namespace ContactBooks.Core.CustomFields;

/// <summary>What an upload has of custom fields that are not defined yet.</summary>
/// <param name="New">The fields that are to be defined; empty for most uploads.</param>
/// <param name="Origin">How they came to be.</param>
/// <param name="Definitions">All definitions, as they will be with them.</param>
public sealed record CustomFieldFindings(IReadOnlyList<NewCustomField> New, CustomFieldOrigin Origin, CustomFieldSet Definitions);

/// <summary>Finds the custom fields of an upload that are not defined yet, and what their values are.</summary>
public static class CustomFieldSurvey
{
    private const int LongestJudged = 512;

    /// <summary>Looks at an upload. Most have no new field, and then nothing is made, whatever rows there are.</summary>
    /// <param name="known">What is defined.</param>
    /// <param name="plan">The upload.</param>
    /// <param name="origin">How new fields come to be.</param>
    /// <param name="now">When.</param>
    /// <param name="types">What a file's mapping says the values of a key are, where it does; else their own look tells.</param>
    public static CustomFieldFindings Of(
        CustomFieldSet known, UploadPlan plan, CustomFieldOrigin origin, DateTimeOffset now, IReadOnlyDictionary<string, CustomFieldType>? types = null)
    {
        OrderedDictionary<string, Seen>? seen = null;
        for (var i = 0; i < plan.Contacts.Count && !known.IsFull; i++)
        {
            Look(plan.Contacts[i].Patch.CustomFields.Json.Span, known, ref seen);
        }

        if (seen is null)
        {
            return new CustomFieldFindings([], origin, known);
        }

        NewCustomField[] found =
        [
            .. seen.Select(one => Define(one.Key, one.Value, types, now)).Take(CustomFieldSet.MaxDefinitions - known.All.Count),
        ];
        return new CustomFieldFindings(found, origin, known.With(found.Select(field => field.ToDefinition(origin, now))));
    }

    private static void Look(ReadOnlySpan<byte> json, CustomFieldSet known, ref OrderedDictionary<string, Seen>? seen)
    {
        var fields = new CustomFieldValues(json);
        while (fields.Read())
        {
            // What removes a key says nothing of its values.
            if (fields.Kind == JsonTokenType.Null || known.Find(fields.Key) is not null)
            {
                continue;
            }

            var key = Encoding.UTF8.GetString(fields.Key);
            seen ??= new OrderedDictionary<string, Seen>(StringComparer.Ordinal);
            if (!seen.TryGetValue(key, out var one))
            {
                seen.Add(key, one = new Seen());
            }

            one.Add(in fields);
        }
    }

    private static NewCustomField Define(string key, Seen seen, IReadOnlyDictionary<string, CustomFieldType>? types, DateTimeOffset now)
    {
        var type = types?.GetValueOrDefault(key, seen.Type) ?? seen.Type;
        return new NewCustomField(
            PublicUid.New(PublicUid.CustomField, now), key, key, type, type == CustomFieldType.Choice && seen.Type == type ? [.. seen.Tally.Values] : []);
    }

    /// <summary>A field that is not defined yet.</summary>
    private sealed class Seen
    {
        private bool _isAnything;

        public FieldTypeTally Tally { get; } = new();

        /// <summary>Objects, arrays and long texts are of no type but text, which is any.</summary>
        public CustomFieldType Type => _isAnything ? CustomFieldType.Text : Tally.Type;

        public void Add(in CustomFieldValues value)
        {
            if (value.Kind is JsonTokenType.StartObject or JsonTokenType.StartArray || value.Length > LongestJudged)
            {
                _isAnything = true;
                return;
            }

            Span<char> room = stackalloc char[LongestJudged];
            if (value.TextInto(room).Trim() is { IsEmpty: false } text)
            {
                Tally.Add(text.ToString());
            }
        }
    }
}
