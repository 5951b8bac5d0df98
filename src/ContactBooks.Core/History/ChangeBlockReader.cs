using System.Buffers.Binary;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.History;

/// <summary>Reads a block where it lies, see <see cref="ChangeBlock"/>.</summary>
public ref struct ChangeBlockReader
{
    private readonly ReadOnlySpan<byte> _block;

    /// <summary>Stands before the first entry, or at a place that another reader of the block has come to.</summary>
    /// <param name="block">The block.</param>
    /// <param name="position">The place.</param>
    public ChangeBlockReader(ReadOnlySpan<byte> block, int position = ChangeBlock.HeaderBytes)
    {
        At = BinaryPrimitives.ReadInt64BigEndian(block);
        Book = new BookId(BinaryPrimitives.ReadInt64BigEndian(block[sizeof(long)..]));
        _block = block;
        Position = position;
    }

    /// <summary>When the change was made, in milliseconds since 1970: its new contacts and links bear this time.</summary>
    public long At { get; }

    /// <summary>The book that it went into.</summary>
    public BookId Book { get; }

    /// <summary>Where the next entry begins.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next entry; false at the end.</summary>
    public bool MoveNext(out ChangeEntry entry)
    {
        entry = default;
        if (Position == _block.Length)
        {
            return false;
        }

        var effects = (ChangeEffects)Take(1)[0];
        var uid = ContactUid.FromBytes(Take(ContactUid.ByteCount));
        var updatedAt = (effects & ChangeEffects.Created) != 0 ? At : At + UnZigZag(Number());
        entry =
            (effects & ChangeEffects.Changed) != 0 ? Changed(effects, uid, updatedAt) :
            (effects & ChangeEffects.Deleted) != 0 ? Deleted(uid, updatedAt) :
            (effects & ChangeEffects.Unlinked) != 0 ? new ChangeEntry { Uid = uid, Effects = effects, UpdatedAt = updatedAt, Ended = Memberships() } :
            new ChangeEntry { Uid = uid, Effects = effects, UpdatedAt = updatedAt };
        return true;
    }

    private static long UnZigZag(ulong number) => (long)(number >> 1) ^ -(long)(number & 1);

    private ChangeEntry Changed(ChangeEffects effects, ContactUid uid, long updatedAt)
    {
        var formerUpdatedAt = updatedAt - UnZigZag(Number());
        var differing = (FieldSet)Take(1)[0];
        return new ChangeEntry
        {
            Uid = uid,
            Effects = effects,
            UpdatedAt = updatedAt,
            FormerUpdatedAt = formerUpdatedAt,
            Differing = differing,
            Former = Former(differing),
        };
    }

    private ChangeEntry Deleted(ContactUid uid, long updatedAt) => new()
    {
        Uid = uid,
        Effects = ChangeEffects.Deleted,
        UpdatedAt = updatedAt,
        FormerUpdatedAt = updatedAt,
        Phone = new Phone((long)Number()),
        CreatedAt = At - UnZigZag(Number()),
        Differing = FieldSet.All,
        Former = Former(FieldSet.All),
        Ended = Memberships(),
    };

    private FieldBytes Former(FieldSet differing) => new()
    {
        DisplayName = Former(differing, FieldSet.DisplayName),
        FirstName = Former(differing, FieldSet.FirstName),
        LastName = Former(differing, FieldSet.LastName),
        Email = Former(differing, FieldSet.Email),
        CompanyName = Former(differing, FieldSet.CompanyName),
        CustomFields = Former(differing, FieldSet.CustomFields),
    };

    private ReadOnlySpan<byte> Memberships() => Take((int)Number() * ChangeBlock.MembershipBytes);

    private ReadOnlySpan<byte> Former(FieldSet differing, FieldSet field) => (differing & field) == 0 ? default : Take((int)Number());

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _block.Slice(Position, count);
        Position += count;
        return taken;
    }

    private ulong Number()
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(1)[0];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
