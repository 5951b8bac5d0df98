using System.Text;

namespace ContactBooks.Core.CustomFields;

/// <summary>A customer's definitions, to be found by the bytes of a key as it stands in an upload.</summary>
public sealed class CustomFieldSet
{
    /// <summary>Definitions of a customer at the most. What comes beyond keeps its values and has no definition.</summary>
    public const int MaxDefinitions = 500;

    private readonly Dictionary<byte[], CustomFieldDefinition> _byKey = new(KeyBytesComparer.Instance);
    private readonly Dictionary<byte[], CustomFieldDefinition>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    /// <summary>A set of definitions, each key once.</summary>
    public CustomFieldSet(IEnumerable<CustomFieldDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            _byKey.Add(Encoding.UTF8.GetBytes(definition.Key), definition);
        }

        _lookup = _byKey.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The definitions, in no order.</summary>
    public IReadOnlyCollection<CustomFieldDefinition> All => _byKey.Values;

    /// <summary>Whether no other field will be defined.</summary>
    public bool IsFull => _byKey.Count >= MaxDefinitions;

    /// <summary>The definition of a key, in UTF-8; null where there is none.</summary>
    public CustomFieldDefinition? Find(ReadOnlySpan<byte> key) => _lookup.TryGetValue(key, out var definition) ? definition : null;

    /// <summary>The definition of a key; null where there is none.</summary>
    public CustomFieldDefinition? Find(string key) => Find(Encoding.UTF8.GetBytes(key));

    /// <summary>The set as it is with some fields more.</summary>
    public CustomFieldSet With(IEnumerable<CustomFieldDefinition> added) => new([.. All, .. added]);

    private sealed class KeyBytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static KeyBytesComparer Instance { get; } = new();

        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] key) => GetHashCode(key.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
