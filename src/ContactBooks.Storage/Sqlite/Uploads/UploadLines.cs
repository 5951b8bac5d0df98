using ContactBooks.Core.Contacts;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The search lines of an upload's contacts as they are if each is new, made beside the writer, not by it. They hold for a
/// contact that is there too, if the upload leaves nothing of what is stored of it.
/// </summary>
internal sealed class UploadLines : IDisposable
{
    private const int BytesOfLine = 80;

    private readonly PooledBuffer _bytes;
    private readonly int[] _ends;

    public UploadLines(UploadPlan plan)
    {
        Plan = plan;
        _bytes = new PooledBuffer(Math.Max(256, plan.Contacts.Count * BytesOfLine));
        _ends = new int[plan.Contacts.Count];
        for (var i = 0; i < _ends.Length; i++)
        {
            var patch = plan.Contacts[i].Patch;
            SearchLine.Write(_bytes, patch.Phone, default(FieldBytes).With(patch));
            _ends[i] = _bytes.Length;
        }
    }

    /// <summary>The upload.</summary>
    public UploadPlan Plan { get; }

    /// <summary>The line of the plan's contact <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.Written[start.._ends[index]];
        }
    }

    public void Dispose() => _bytes.Dispose();
}
