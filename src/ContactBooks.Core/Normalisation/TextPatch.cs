using System.Text;

namespace ContactBooks.Core.Normalisation;

/// <summary>What a row does to a text of a contact (RFC 7396): nothing, clears it, or sets it.</summary>
public readonly struct TextPatch : IEquatable<TextPatch>
{
    private static readonly byte[] ClearMark = new byte[1];

    // The bytes that the new text is a part of, or the mark.
    private readonly byte[]? _source;
    private readonly int _start;
    private readonly int _length;

    private TextPatch(byte[] source, int start, int length) => (_source, _start, _length) = (source, start, length);

    /// <summary>Leaves what is stored. A blank text comes to the same: an empty cell never wipes a name.</summary>
    public static TextPatch Absent { get; }

    /// <summary>Clears what is stored.</summary>
    public static TextPatch Clear { get; } = new(ClearMark, 0, 0);

    /// <summary>Whether what is stored goes.</summary>
    public bool Clears => ReferenceEquals(_source, ClearMark);

    /// <summary>Whether nothing changes, whatever is stored.</summary>
    public bool IsAbsent => _source is null;

    /// <summary>The new text, NFC and trimmed, in UTF-8; empty where there is none.</summary>
    public ReadOnlySpan<byte> Utf8 => new(_source, _start, _length);

    /// <summary>The new text, made of its bytes at each call; null where there is none.</summary>
    public string? Value => _length == 0 ? null : Encoding.UTF8.GetString(Utf8);

    /// <summary>Sets a text.</summary>
    public static TextPatch Set(string value) => Set(Encoding.UTF8.GetBytes(value));

    /// <summary>Sets a text, at least one character of well-formed UTF-8, that stays as it is while the patch is used.</summary>
    public static TextPatch Set(ArraySegment<byte> utf8) => new(utf8.Array!, utf8.Offset, utf8.Count);

    /// <summary>What is stored after the patch.</summary>
    public string? ApplyTo(string? stored) => IsAbsent ? stored : Value;

    /// <summary>The same in UTF-8, empty for null.</summary>
    public ReadOnlySpan<byte> ApplyTo(ReadOnlySpan<byte> stored) => IsAbsent ? stored : Utf8;

    /// <inheritdoc/>
    public bool Equals(TextPatch other) => IsAbsent == other.IsAbsent && Utf8.SequenceEqual(other.Utf8);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TextPatch other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsAbsent, Value);

    /// <summary>Whether two do the same.</summary>
    public static bool operator ==(TextPatch left, TextPatch right) => left.Equals(right);

    /// <summary>Whether two don't do the same.</summary>
    public static bool operator !=(TextPatch left, TextPatch right) => !left.Equals(right);
}
