using System.Globalization;
using ContactBooks.Specs.Http;
using Microsoft.AspNetCore.Http;

namespace ContactBooks.Specs.Examples;

/// <summary>What can become of a request between a client and the server.</summary>
/// <param name="Name">What happens, in words.</param>
/// <param name="HappenAsync">Makes it happen to a request; what it is given second brings the request to the server.</param>
internal sealed record Fault(string Name, Func<HttpContext, Func<Task<Answer>>, Task> HappenAsync)
{
    /// <summary>It gets there, and so does its answer.</summary>
    public static Fault None { get; } = new("nothing", async (context, forward) => await WriteAsync(context.Response, await forward()));

    /// <summary>The server never gets it.</summary>
    public static Fault RequestLost { get; } = new("the request is lost", (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>The server has done it, and the connection ends before a byte of the answer.</summary>
    public static Fault AnswerLost { get; } = new("the answer is lost", async (context, forward) =>
    {
        await forward();
        context.Abort();
    });

    /// <summary>The server has done it, and the connection ends in the midst of the answer.</summary>
    public static Fault AnswerCut { get; } = new("the answer is cut", async (context, forward) =>
    {
        var answer = await forward();
        context.Response.StatusCode = (int)answer.Status;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>The server has done it, and what comes as the whole answer is the half of it.</summary>
    public static Fault AnswerHalved { get; } = new("the answer is halved", async (context, forward) =>
    {
        var answer = await forward();
        await WriteAsync(context.Response, answer with { Body = answer.Body[..(answer.Body.Length / 2)] });
    });

    /// <summary>The server has done it, and no answer comes until the client gives up waiting.</summary>
    public static Fault AnswerNeverComes { get; } = new("the answer never comes", async (context, forward) =>
    {
        await forward();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    });

    /// <summary>A proxy answers in the server's place, with a page of its own.</summary>
    public static Fault ProxyPage { get; } = new("a proxy's page", (context, _) =>
        RefuseAsync(context.Response, 502, "text/html", "<html><body>Bad gateway</body></html>"));

    /// <summary>A proxy answers in the server's place, with JSON that isn't this API's.</summary>
    public static Fault ProxyJson { get; } = new("a proxy's JSON", (context, _) =>
        RefuseAsync(context.Response, 504, "application/json", """{"error":"Gateway timeout","code":504}"""));

    /// <summary>It is refused.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The error code.</param>
    /// <param name="retryAfter">The seconds to wait, if the answer tells them.</param>
    public static Fault Refused(int status, string code, int? retryAfter = null) => new($"{status} {code}, Retry-After: {retryAfter}", (context, _) =>
    {
        context.Response.Headers.RetryAfter = retryAfter?.ToString(CultureInfo.InvariantCulture);
        return RefuseAsync(
            context.Response,
            status,
            "application/json; charset=utf-8",
            $$$"""{"success":false,"error":{"code":"{{{code}}}","message":"Not now."},"message":"Not now.","metadata":{"apiVersion":"v2","requestId":"of-the-fault"}}""");
    });

    public override string ToString() => Name;

    private static Task RefuseAsync(HttpResponse response, int status, string contentType, string body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        return response.WriteAsync(body);
    }

    private static async Task WriteAsync(HttpResponse response, Answer answer)
    {
        response.StatusCode = (int)answer.Status;
        response.ContentType = answer.Header("Content-Type");
        await response.Body.WriteAsync(answer.Body);
    }
}
