using System.Net;

namespace ContactBooks.Client;

/// <summary>The server answered with an error. What callers tell apart has a class of its own; anything else is this one.</summary>
public class ContactBooksApiException : ContactBooksException
{
    private readonly ErrorBody _error;
    private readonly AnswerOrigin _origin;

    internal ContactBooksApiException(ErrorBody error, AnswerOrigin origin)
        : base($"{error.Message} ({(int)origin.Status} {error.Code}, request {origin.RequestId ?? "without an id"})")
    {
        (_error, _origin) = (error, origin);
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode StatusCode => _origin.Status;

    /// <summary>The server's word for it, one of <see cref="ErrorCode"/> or one that a newer server added.</summary>
    public string Code => _error.Code;

    /// <summary>The server's message alone, for a person.</summary>
    public string ServerMessage => _error.Message;

    /// <summary>Where exactly, 50 entries at the most; empty where that doesn't help.</summary>
    public IReadOnlyList<ErrorDetail> Details => _error.Details ?? [];

    /// <summary>What the server's operator finds the request by.</summary>
    public string? RequestId => _origin.RequestId;

    /// <inheritdoc/>
    public override TimeSpan? RetryAfter => _origin.RetryAfter;

    /// <inheritdoc/>
    public override bool IsTransient => _origin.HasTransientStatus || Code == ErrorCode.RequestInProgress;
}

/// <summary>One fault of a request.</summary>
/// <param name="Path">Where, as in <c>contacts[3].customFields</c>, rows counted from 0.</param>
/// <param name="Code">A word for programs.</param>
/// <param name="Message">For a person.</param>
public sealed record ErrorDetail(string Path, string Code, string Message);
