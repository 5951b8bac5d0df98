using System.Buffers;
using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// An upload's texts as SQLite takes and gives them, UTF-8 in one pooled buffer. Made beside the writer, not by it: what
/// the writer then does to a row is bind and compare bytes.
/// </summary>
internal sealed class EncodedUpload : IDisposable
{
    private readonly EncodedContact[] _contacts;
    private byte[] _bytes;
    private int _length;

    public EncodedUpload(UploadPlan plan)
    {
        Plan = plan;
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(256, plan.Contacts.Count * 256));
        _contacts = new EncodedContact[plan.Contacts.Count];
        for (var i = 0; i < _contacts.Length; i++)
        {
            var patch = plan.Contacts[i].Patch;
            var asNew = default(ContactFields).With(patch);
            _contacts[i] = new EncodedContact
            {
                DisplayName = Encode(patch.DisplayName),
                FirstName = Encode(patch.FirstName),
                LastName = Encode(patch.LastName),
                Email = Encode(patch.Email),
                CompanyName = Encode(patch.CompanyName),
                CustomFieldsIfNew = asNew.CustomFields,
                Line = Encode(SearchText.LineOf(patch.Phone, asNew)),
            };
        }
    }

    public UploadPlan Plan { get; }

    public int Count => _contacts.Length;

    public ref readonly EncodedContact this[int index] => ref _contacts[index];

    /// <summary>The bytes of a text; empty for null.</summary>
    public ReadOnlySpan<byte> Bytes(EncodedText text) => text.Length == 0 ? default : _bytes.AsSpan(text.Start, text.Length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private EncodedText Encode(TextPatch patch) => patch.IsAbsent ? EncodedText.Absent : patch.Clears ? default : Encode(patch.Value!);

    private EncodedText Encode(string text)
    {
        var room = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - _length < room)
        {
            var larger = ArrayPool<byte>.Shared.Rent((_bytes.Length * 2) + room);
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        var encoded = new EncodedText(_length, Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length)));
        _length += encoded.Length;
        return encoded;
    }
}

/// <summary>A text of an encoded upload. Length 0 is null: the store holds no empty texts.</summary>
internal readonly record struct EncodedText(int Start, int Length)
{
    /// <summary>Leaves what is stored.</summary>
    public static readonly EncodedText Absent = new(-1, 0);

    public bool IsAbsent => Start < 0;
}

/// <summary>A contact of an encoded upload.</summary>
internal readonly record struct EncodedContact
{
    public EncodedText DisplayName { get; init; }

    public EncodedText FirstName { get; init; }

    public EncodedText LastName { get; init; }

    public EncodedText Email { get; init; }

    public EncodedText CompanyName { get; init; }

    public ReadOnlyMemory<byte> CustomFieldsIfNew { get; init; }

    /// <summary>Its search line, if it is new or all that is stored of it is replaced.</summary>
    public EncodedText Line { get; init; }
}
