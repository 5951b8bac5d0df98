using System.Runtime.InteropServices;

namespace ContactBooks.Core.Json;

/// <summary>
/// The names seen in one JSON object, to refuse a second one of a name: parsers disagree on which of two wins, so
/// neither may. Few names are compared one by one. Many go into a table of our own: their bytes in one buffer and two integers each take a
/// third of the time that a <see cref="HashSet{T}"/> of slices does.
/// </summary>
internal sealed class PropertyNames
{
    /// <summary>Properties of one object: far more than any request takes, and reached before a hostile body has cost much.</summary>
    public const int Limit = 10_000;

    private const int CompareOneByOne = 12;

    // All names in a row; where each ends, and its hash.
    private byte[] _bytes = new byte[256];
    private (int End, int Hash)[] _names = new (int, int)[2 * CompareOneByOne];
    private int _count;

    // Properties seen, of which some may have had one name.
    private int _seen;

    // Open addressing, at most half full; each slot is a name's index + 1, 0 where it is free. Empty while there are few.
    private int[] _slots = [];

    /// <summary>Whether the object has had as many properties as are looked at.</summary>
    public bool IsFull => _seen >= Limit;

    /// <summary>Remembers a name; false when the object has it already.</summary>
    /// <exception cref="TooManyPropertiesException">The object has had <see cref="Limit"/> of them.</exception>
    public bool Add(ReadOnlySpan<byte> name)
    {
        if (IsFull)
        {
            throw new TooManyPropertiesException(Limit);
        }

        _seen++;
        if (_slots.Length == 0)
        {
            for (var i = 0; i < _count; i++)
            {
                if (NameAt(i).SequenceEqual(name))
                {
                    return false;
                }
            }

            Append(name, 0);
            if (_count > CompareOneByOne)
            {
                Index(4 * _names.Length);
            }

            return true;
        }

        return AddToTable(name);
    }

    /// <summary>Forgets all names, for the next object.</summary>
    public void Clear()
    {
        _count = 0;
        _seen = 0;
        _slots = [];
    }

    private bool AddToTable(ReadOnlySpan<byte> name)
    {
        var hash = HashOf(name);
        var slot = hash & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var seen = _slots[slot] - 1;
            if (_names[seen].Hash == hash && NameAt(seen).SequenceEqual(name))
            {
                return false;
            }
        }

        Append(name, hash);
        _slots[slot] = _count;
        if (2 * _count > _slots.Length)
        {
            Index(4 * _slots.Length);
        }

        return true;
    }

    private ReadOnlySpan<byte> NameAt(int index)
    {
        var start = index == 0 ? 0 : _names[index - 1].End;
        return _bytes.AsSpan(start, _names[index].End - start);
    }

    private void Append(ReadOnlySpan<byte> name, int hash)
    {
        var start = _count == 0 ? 0 : _names[_count - 1].End;
        if (_bytes.Length - start < name.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, start + name.Length));
        }

        if (_count == _names.Length)
        {
            Array.Resize(ref _names, 2 * _count);
        }

        name.CopyTo(_bytes.AsSpan(start));
        _names[_count++] = (start + name.Length, hash);
    }

    /// <summary>Makes the table anew, for so many slots or more (a power of two).</summary>
    private void Index(int slots)
    {
        var isFirst = _slots.Length == 0;
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)slots)];
        for (var i = 0; i < _count; i++)
        {
            if (isFirst)
            {
                _names[i].Hash = HashOf(NameAt(i));
            }

            var slot = _names[i].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i + 1;
        }
    }

    /// <summary>
    /// The hash of strings, whose seed is the process's own and which is made so that nobody can choose names that
    /// collide. It takes pairs of bytes; an odd one at the end is mixed in.
    /// </summary>
    private static int HashOf(ReadOnlySpan<byte> name)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(name));
        return (name.Length & 1) == 0 ? hash : (int)((uint)(hash ^ name[^1]) * 0x9E3779B1);
    }
}
