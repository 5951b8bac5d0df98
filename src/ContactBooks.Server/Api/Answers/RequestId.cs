namespace ContactBooks.Server.Api.Answers;

/// <summary>The request id: the client's, if it is of a form that is safe to repeat, else a new one.</summary>
internal static class RequestId
{
    private const int MaxLength = 128;

    public static string Of(string? sent)
    {
        var isSafe = sent is { Length: > 0 and <= MaxLength } && sent.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
        return isSafe ? sent! : Guid.NewGuid().ToString();
    }
}
