using System.Text;
using ContactBooks.Server.Docs.Phones;
using ContactBooks.Server.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ContactBooks.Server.Docs;

/// <summary>
/// The page as an answer. The renderer is used by itself: <c>AddRazorComponents</c>, for pages with forms that must not be
/// forged, would make keys at each first start and write them to the home folder of whoever runs the server, and nothing
/// here has a use for them.
/// </summary>
/// <param name="trial">The phone that a reader without scripts has sent; null where none was.</param>
/// <param name="verdict">What came of it.</param>
internal sealed class PageResult(PhoneTrial? trial = null, PhoneVerdict? verdict = null) : IResult
{
    public async Task ExecuteAsync(HttpContext http)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(DocsPage.Address)] = ReaderAddress.Of(http.Request),
            [nameof(DocsPage.Trial)] = trial,
            [nameof(DocsPage.Verdict)] = verdict,
        });
        await using var renderer = new HtmlRenderer(http.RequestServices, http.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<DocsPage>(parameters);
            return page.ToHtmlString();
        });

        http.Response.Headers.CacheControl = "private, no-cache"; // It has the reader's own address in it.
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html, Encoding.UTF8, http.RequestAborted);
    }
}
