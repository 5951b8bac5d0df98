using System.Text.Json;

namespace ContactBooks.Core.CustomFields;

/// <summary>
/// What a row does to a contact's custom fields: nothing, clears them, or merges into them key by key at their top level,
/// null removing a key (RFC 7396, at one level).
/// </summary>
public readonly record struct CustomFieldsPatch
{
    private static ReadOnlySpan<byte> NothingStored => "{}"u8;

    private readonly bool _removesKeys;

    private CustomFieldsPatch(bool clears, ReadOnlyMemory<byte> json, bool removesKeys) =>
        (Clears, Json, _removesKeys) = (clears, json, removesKeys);

    /// <summary>Whether everything stored goes.</summary>
    public bool Clears { get; }

    /// <summary>The object to merge, compact JSON; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Whether nothing changes, whatever is stored.</summary>
    public bool IsAbsent => !Clears && Json.IsEmpty;

    /// <summary>The patch that custom fields without a fault stand for.</summary>
    public static CustomFieldsPatch Of(RawCustomFields raw) => new(raw.IsNull, raw.Json, raw.RemovesKeys);

    /// <summary>What a contact that is new gets: compact JSON, or empty for none.</summary>
    public ReadOnlyMemory<byte> ForNewContact() =>
        Json.Span.SequenceEqual(NothingStored) ? default : _removesKeys ? Merge(default) : Json;

    /// <summary>What is stored after the patch: compact JSON, or empty for none.</summary>
    /// <param name="stored">What is stored before; empty for none.</param>
    public ReadOnlyMemory<byte> ApplyTo(ReadOnlyMemory<byte> stored)
    {
        if (IsAbsent || stored.Span.SequenceEqual(Json.Span))
        {
            return stored;
        }

        return Clears ? default : stored.IsEmpty ? ForNewContact() : Merge(stored);
    }

    /// <summary>The same, for what is stored in a buffer that isn't ours to keep.</summary>
    public ReadOnlySpan<byte> ApplyTo(ReadOnlySpan<byte> stored) =>
        IsAbsent || stored.SequenceEqual(Json.Span) ? stored
        : Clears ? default
        : stored.IsEmpty ? ForNewContact().Span
        : Merge(stored.ToArray()).Span;

    /// <summary>The same but for some keys, whose stored values stay. One that clears everything does nothing then.</summary>
    public CustomFieldsPatch Without(IReadOnlySet<string> keys)
    {
        if (keys.Count == 0 || Json.IsEmpty)
        {
            return keys.Count == 0 ? this : default;
        }

        using var patch = JsonDocument.Parse(Json);
        var rest = new CompactJson();
        var any = false;
        rest.Open((byte)'{');
        foreach (var property in patch.RootElement.EnumerateObject().Where(property => !keys.Contains(property.Name)))
        {
            any = true;
            Write(rest, property.Name, property.Value);
        }

        rest.Close((byte)'}');
        return any ? new(clears: false, rest.Since(0), _removesKeys) : default;
    }

    private ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> stored)
    {
        using var before = JsonDocument.Parse(stored.IsEmpty ? "{}"u8.ToArray() : stored);
        using var patch = JsonDocument.Parse(Json);
        var replacements = patch.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        var merged = new CompactJson();
        var any = false;
        merged.Open((byte)'{');

        // What is stored keeps its place; what is new comes after it, in the patch's order.
        foreach (var property in before.RootElement.EnumerateObject())
        {
            var value = replacements.Remove(property.Name, out var replacement) ? replacement : property.Value;
            any |= WriteUnlessNull(merged, property.Name, value);
        }

        foreach (var property in patch.RootElement.EnumerateObject())
        {
            if (replacements.ContainsKey(property.Name))
            {
                any |= WriteUnlessNull(merged, property.Name, property.Value);
            }
        }

        merged.Close((byte)'}');
        return any ? merged.Since(0) : default;
    }

    private static bool WriteUnlessNull(CompactJson to, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        Write(to, name, value);
        return true;
    }

    private static void Write(CompactJson to, string name, JsonElement value)
    {
        to.Name(System.Text.Encoding.UTF8.GetBytes(name));
        to.Raw(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value));
    }
}
