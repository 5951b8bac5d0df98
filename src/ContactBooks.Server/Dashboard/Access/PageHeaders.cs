using ContactBooks.Server.Web;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>The headers of every page: what it may do in a browser, and that no proxy or browser keeps it.</summary>
internal static class PageHeaders
{
    public static void Apply(HttpResponse response)
    {
        PagePolicy.Apply(response.Headers);

        // Last of all: the framework's own of pages with forms are weaker, and it warns where it finds others.
        response.OnStarting(() =>
        {
            response.Headers.CacheControl = "private, no-store";
            response.Headers.Remove("Pragma");
            return Task.CompletedTask;
        });
    }
}
