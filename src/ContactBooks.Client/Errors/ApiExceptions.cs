using System.Net;

namespace ContactBooks.Client;

/// <summary>401: the token is missing, unknown, expired or revoked, or its user inactive.</summary>
public sealed class AuthenticationFailedException : ContactBooksApiException
{
    internal AuthenticationFailedException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>403: the token is bound to sender numbers, or the customer's subscription lacks contacts.</summary>
public sealed class PermissionDeniedException : ContactBooksApiException
{
    internal PermissionDeniedException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>404: the customer has no such book; another customer's is answered just the same.</summary>
public sealed class BookNotFoundException : ContactBooksApiException
{
    internal BookNotFoundException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>
/// 400: the query or the body is wrong, and nothing was written; <see cref="ContactBooksApiException.Details"/> name the faults.
/// </summary>
public sealed class ValidationFailedException : ContactBooksApiException
{
    internal ValidationFailedException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>413: the rows are more bytes than the server takes at once.</summary>
public sealed class PayloadTooLargeException : ContactBooksApiException
{
    internal PayloadTooLargeException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>422: the idempotency key was used for another request within 24 hours.</summary>
public sealed class IdempotencyKeyReusedException : ContactBooksApiException
{
    internal IdempotencyKeyReusedException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>409: a request with this idempotency key was still under way after all retries.</summary>
public sealed class RequestInProgressException : ContactBooksApiException
{
    internal RequestInProgressException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>429: a rate limit is used up, and <see cref="ContactBooksException.RetryAfter"/> is longer than the options wait.</summary>
public sealed class RateLimitedException : ContactBooksApiException
{
    internal RateLimitedException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>503: the server's database couldn't be reached in all retries; nothing was written.</summary>
public sealed class StoreUnavailableException : ContactBooksApiException
{
    internal StoreUnavailableException(ErrorBody error, AnswerOrigin origin)
        : base(error, origin)
    {
    }
}

/// <summary>Which class of exception an error is.</summary>
internal static class ApiExceptions
{
    public static ContactBooksApiException Of(ErrorBody error, AnswerOrigin origin) => (origin.Status, error.Code) switch
    {
        (HttpStatusCode.Unauthorized, _) => new AuthenticationFailedException(error, origin),
        (HttpStatusCode.Forbidden, _) => new PermissionDeniedException(error, origin),
        (HttpStatusCode.NotFound, ErrorCode.ContactBookNotFound) => new BookNotFoundException(error, origin),
        (HttpStatusCode.BadRequest, _) => new ValidationFailedException(error, origin),
        (HttpStatusCode.RequestEntityTooLarge, _) => new PayloadTooLargeException(error, origin),
        (HttpStatusCode.UnprocessableEntity, ErrorCode.IdempotencyKeyReused) => new IdempotencyKeyReusedException(error, origin),
        (HttpStatusCode.Conflict, ErrorCode.RequestInProgress) => new RequestInProgressException(error, origin),
        (HttpStatusCode.TooManyRequests, _) => new RateLimitedException(error, origin),
        (HttpStatusCode.ServiceUnavailable, ErrorCode.StoreUnavailable) => new StoreUnavailableException(error, origin),
        _ => new ContactBooksApiException(error, origin),
    };
}
