namespace ContactBooks.Bench;

/// <summary>
/// Uploads of 1000 new and of 1000 changed rows in turn, into the sample's first book, each made when a client asks for
/// it: a body costs the client less than 1 ms, and no run needs to know beforehand how many there will be.
/// </summary>
/// <param name="sample">What the store holds.</param>
/// <param name="contacts">How many contacts the sample's first book has.</param>
internal sealed class UploadStream(Sample sample, long contacts)
{
    private readonly Lock _one = new();
    private readonly SampleUploads _uploads = new(contacts);
    private readonly string _path = ServerUnderTest.UploadPath(sample.Book);
    private readonly Dictionary<string, SampleUpload> _latest = [];
    private int _count;

    /// <summary>The last upload that was made of each kind: none after it had the same rows.</summary>
    public IReadOnlyCollection<SampleUpload> Latest => _latest.Values;

    /// <summary>How many contacts the uploads so far have added.</summary>
    public long Added { get; private set; }

    /// <summary>The next one; clients may ask at once.</summary>
    public Exchange Next()
    {
        SampleUpload upload;
        lock (_one)
        {
            upload = _uploads.Take(_count++ % 2 == 0 ? SampleUploads.New : SampleUploads.Changed, 1)[0];
            _latest[upload.Kind] = upload;
            Added += upload.Created;
        }

        return upload.To(_path, sample.Token);
    }
}
