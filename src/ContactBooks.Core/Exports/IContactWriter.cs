using ContactBooks.Core.Contacts;

namespace ContactBooks.Core.Exports;

/// <summary>
/// Writes contacts into a file of some format, forward and in constant memory, so that importing it again changes nothing. Where a value
/// has no place of its own in the format, it stands as JSON. What isn't ended is no whole file. Not for use by two threads.
/// </summary>
public interface IContactWriter : IDisposable
{
    /// <summary>Begins the file.</summary>
    void Begin();

    /// <summary>Writes a contact.</summary>
    void Write(Contact contact);

    /// <summary>Ends the file.</summary>
    void End();
}
