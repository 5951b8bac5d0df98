using System.Net;

namespace ContactBooks.Client;

/// <summary>
/// An answer that is not the API's: a proxy's page, a redirect, another server, or half an answer. Its body isn't told, since anyone may
/// have written it.
/// </summary>
public sealed class UnexpectedAnswerException : ContactBooksException
{
    private readonly AnswerOrigin _origin;
    private readonly bool _isCut;

    internal UnexpectedAnswerException(AnswerOrigin origin, string reason, Exception? cause = null, bool isCut = false)
        : base(
            $"This is no answer of the Contact Books API: {reason} ({(int)origin.Status}, request {origin.RequestId ?? "without an id"}).", cause)
    {
        (_origin, _isCut) = (origin, isCut);
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode => _origin.Status;

    /// <summary>What the server's operator finds the request by; null where the answer has no X-Request-Id.</summary>
    public string? RequestId => _origin.RequestId;

    /// <inheritdoc/>
    public override TimeSpan? RetryAfter => _origin.RetryAfter;

    /// <inheritdoc/>
    public override bool IsTransient => _origin.HasTransientStatus || _isCut;
}
