namespace ContactBooks.Core.Json;

/// <summary>An object of a request has more properties than anyone sends in earnest; the rest of the body isn't read.</summary>
/// <param name="limit">How many it may have.</param>
internal sealed class TooManyPropertiesException(int limit) : Exception
{
    /// <summary>How many it may have.</summary>
    public int Limit => limit;
}
