using ContactBooks.Server.Docs.Phones;
using ContactBooks.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactBooks.Server.Docs;

/// <summary>The page as an answer.</summary>
/// <param name="trial">The phone that a reader without scripts has sent; null where none was.</param>
/// <param name="verdict">What came of it.</param>
internal sealed class PageResult(PhoneTrial? trial = null, PhoneVerdict? verdict = null) : IResult
{
    public Task ExecuteAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache"; // It has the reader's own address in it.
        return new RazorComponentResult<DocsPage>(new Dictionary<string, object?>
        {
            [nameof(DocsPage.Address)] = ReaderAddress.Of(http.Request),
            [nameof(DocsPage.Trial)] = trial,
            [nameof(DocsPage.Verdict)] = verdict,
        }).ExecuteAsync(http);
    }
}
