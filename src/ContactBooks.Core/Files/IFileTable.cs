namespace ContactBooks.Core.Files;

/// <summary>
/// A file as a table. It is read forward once, in constant memory; for another pass it is opened again. Not for use by two threads.
/// </summary>
public interface IFileTable : IDisposable
{
    /// <summary>How it is read.</summary>
    FileLayout Layout { get; }

    /// <summary>Reads the next row that has anything in it. False at the end.</summary>
    /// <exception cref="FileFaultException">What comes next can't be read.</exception>
    bool Read(out FileRow row);
}
