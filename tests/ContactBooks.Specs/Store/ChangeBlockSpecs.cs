using System.Buffers;
using System.Text;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using CsCheck;

namespace ContactBooks.Specs.Store;

/// <summary>A block of a change is read as it was written.</summary>
public sealed class ChangeBlockSpecs
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Const(""), Gen.Const("Asha"), Gen.Const("आशा"), Gen.String[Gen.Char.AlphaNumeric, 100, 200]);

    private static readonly Gen<ContactFields> Fields = Gen.Select(
        Text, Text, Text, Text, Text, Text,
        (display, first, last, email, company, custom) => new ContactFields(display, first, last, email, company, Encoding.UTF8.GetBytes(custom)));

    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Select(Gen.Int[0, 3], Gen.ULong, Gen.Long[-10_000_000_000, 10_000_000_000], Fields, Fields).Array[0, 20]).Sample(
            (at, entries) =>
            {
                var bytes = new ArrayBufferWriter<byte>();
                ChangeBlock.Begin(bytes, at, new BookId(7));
                foreach (var (kind, uid, later, former, fields) in entries)
                {
                    Add(bytes, at, kind, new ContactUid(uid), later, former, fields);
                }

                var reader = new ChangeBlockReader(bytes.WrittenSpan);
                (reader.At, reader.Book).Should().Be((at, new BookId(7)));
                foreach (var (kind, uid, later, former, fields) in entries)
                {
                    reader.MoveNext(out var entry).Should().BeTrue();
                    (entry.Uid, entry.UpdatedAt).Should().Be((new ContactUid(uid), kind == 0 ? at : at + later));
                    entry.Effects.Should().Be(kind switch
                    {
                        0 => ChangeEffects.Created,
                        1 => ChangeEffects.Linked,
                        2 => ChangeEffects.Changed,
                        _ => ChangeEffects.Changed | ChangeEffects.Linked,
                    });
                    if (kind > 1)
                    {
                        entry.FormerUpdatedAt.Should().Be(at - 5);
                        Told(entry.Before(BytesOf(fields))).Should().Be(Told(BytesOf(former)));
                    }
                }

                reader.MoveNext(out _).Should().BeFalse();
            },
            threads: 1);

    private static void Add(IBufferWriter<byte> to, long at, int kind, ContactUid uid, long later, ContactFields former, ContactFields fields)
    {
        switch (kind)
        {
            case 0:
                ChangeBlock.AddCreated(to, uid);
                break;
            case 1:
                ChangeBlock.AddLinked(to, at, uid, at + later);
                break;
            default:
                ChangeBlock.AddChanged(to, at, uid, kind == 3, at + later, at - 5, BytesOf(former), BytesOf(fields));
                break;
        }
    }

    private static FieldBytes BytesOf(ContactFields fields) => new()
    {
        DisplayName = Encoding.UTF8.GetBytes(fields.DisplayName!),
        FirstName = Encoding.UTF8.GetBytes(fields.FirstName!),
        LastName = Encoding.UTF8.GetBytes(fields.LastName!),
        Email = Encoding.UTF8.GetBytes(fields.Email!),
        CompanyName = Encoding.UTF8.GetBytes(fields.CompanyName!),
        CustomFields = fields.CustomFields.Span,
    };

    private static string Told(in FieldBytes fields)
    {
        var all = fields.ToFields();
        return $"{all.DisplayName}|{all.FirstName}|{all.LastName}|{all.Email}|{all.CompanyName}|{Encoding.UTF8.GetString(all.CustomFields.Span)}";
    }
}
