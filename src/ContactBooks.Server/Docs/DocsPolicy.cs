using ContactBooks.Server.Web;

namespace ContactBooks.Server.Docs;

/// <summary>Puts <see cref="PagePolicy"/> on what the reference answers.</summary>
internal static class DocsPolicy
{
    public static ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        PagePolicy.Apply(context.HttpContext.Response.Headers);
        return next(context);
    }
}
