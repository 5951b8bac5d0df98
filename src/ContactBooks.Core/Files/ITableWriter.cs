namespace ContactBooks.Core.Files;

/// <summary>
/// Writes a table forward, in constant memory, to a stream that it leaves open. What isn't ended is no whole file. Not for use by two
/// threads.
/// </summary>
public interface ITableWriter : IDisposable
{
    /// <summary>Begins the file with the columns' names.</summary>
    void Begin(IReadOnlyList<string> columns);

    /// <summary>Writes a row, a text for each column; empty for none.</summary>
    void Write(IReadOnlyList<string> cells);

    /// <summary>Ends the file.</summary>
    void End();
}
