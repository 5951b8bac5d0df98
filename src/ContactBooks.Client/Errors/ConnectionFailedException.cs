using System.Security.Authentication;

namespace ContactBooks.Client;

/// <summary>
/// No answer came: the server couldn't be reached, the connection was lost, or it took too long, and so in all retries. Whether a request
/// that writes had its effect is then open: the same call with the same key tells.
/// </summary>
public sealed class ConnectionFailedException : ContactBooksException
{
    internal ConnectionFailedException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => InnerException?.InnerException is not AuthenticationException; // a certificate doesn't mend itself
}
