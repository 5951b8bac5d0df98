using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>A file as a request brought it, with what the request says of it.</summary>
internal sealed class ReceivedFile : IDisposable
{
    private const int MaxNameLength = 255;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private byte[] _fileHash = [];

    /// <summary>The file itself.</summary>
    public ImportFile File { get; } = ImportFile.New();

    /// <summary>Its name, as its user calls it; null where none was told.</summary>
    public string? Name { get; private set; }

    /// <summary>Its size.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether there is one.</summary>
    public bool IsThere { get; private set; }

    /// <summary>What stands beside it: fields of the form, parameters of the query.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>What tells this request from another with the same key: the file's bytes and the fields.</summary>
    public byte[] Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(_fileHash);
            foreach (var (name, value) in _fields.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{value}\0"));
            }

            return hash.GetHashAndReset();
        }
    }

    /// <summary>Adds a field; false where it is there already.</summary>
    public bool Add(string name, string value) => _fields.TryAdd(name, value);

    /// <summary>Takes the file's bytes.</summary>
    public async Task TakeAsync(Stream from, string? name, CancellationToken cancellation)
    {
        (IsThere, Name) = (true, NameOf(name));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = File.OpenWrite();
        var buffer = new byte[64 * 1024];
        while (await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is > 0 and var length)
        {
            hash.AppendData(buffer, 0, length);
            await WriteAsync(to, buffer.AsMemory(0, length), cancellation);
            Bytes += length;
        }

        _fileHash = hash.GetHashAndReset();
    }

    /// <summary>The name without a path, which some browsers send; null for one that is no text, or longer than file systems allow.</summary>
    public static string? NameOf(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return TextRule.Apply(RawText.Of(last), "fileName", MaxNameLength, out var text) is null ? text.Value : null;
    }

    public void Dispose() => File.Dispose();

    /// <summary>Writes to this node's disk. That it can't is no fault of the form's.</summary>
    private static async Task WriteAsync(FileStream to, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await to.WriteAsync(bytes, cancellation);
            await to.FlushAsync(cancellation);
        }
        catch (IOException e)
        {
            throw new StoreFaultException(StoreFaultKind.Full, "The temporary folder has no space left, or can't be written.", e);
        }
    }
}
