namespace ContactBooks.Client;

/// <summary>A call failed. What the client throws about the server or the way to it is one of these; none has the token in it.</summary>
public abstract class ContactBooksException : Exception
{
    private protected ContactBooksException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether the reason may pass by itself. The client has then tried again for as long as its options say.</summary>
    public abstract bool IsTransient { get; }

    /// <summary>How long the server asks to wait before another attempt; null where it doesn't say.</summary>
    public virtual TimeSpan? RetryAfter => null;
}
