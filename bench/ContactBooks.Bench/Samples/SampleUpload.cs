using System.Globalization;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>One upload: which contacts, and in which version each is sent.</summary>
/// <param name="Kind">The kind of its rows, one of <see cref="SampleUploads.Kinds"/>.</param>
/// <param name="Rows">The contacts, in the order they are sent.</param>
/// <param name="New">Those of them that are new.</param>
/// <param name="Changed">Those that change.</param>
internal sealed record SampleUpload(
    string Kind, IReadOnlyList<(long Contact, int Version)> Rows, IReadOnlyCollection<long> New, IReadOnlyCollection<long> Changed)
{
    /// <summary>How many must be answered as created.</summary>
    public int Created => New.Count;

    /// <summary>The rows that a store has to write.</summary>
    public IEnumerable<(long Contact, int Version)> Written
    {
        get
        {
            var written = New.Concat(Changed).ToHashSet();
            return Rows.Where(row => written.Contains(row.Contact));
        }
    }

    /// <summary>How many must be answered as updated.</summary>
    public int Updated => Rows.Count - Created;

    /// <summary>What a client sends.</summary>
    public byte[] Body() => SampleContacts.Body(Rows);

    /// <summary>The same as it goes over the wire; the answer must say of its rows what the upload does.</summary>
    /// <param name="path">The path that a book is uploaded into.</param>
    /// <param name="token">The bearer token.</param>
    public Exchange To(string path, string token)
    {
        var expected = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"created\":{Created},\"updated\":{Updated},\"skipped\":0,\"invalid\":0"));
        return new Exchange(HttpLoad.Request(path, token, Body()), answer => answer.Span.IndexOf(expected) >= 0);
    }
}
