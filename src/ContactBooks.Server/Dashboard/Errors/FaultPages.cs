using ContactBooks.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactBooks.Server.Dashboard.Errors;

/// <summary>Answers with a page that says why there is no other.</summary>
internal static class FaultPages
{
    public static Task WriteAsync(HttpContext http, PageFault fault)
    {
        PagePolicy.Apply(http.Response.Headers);
        http.Response.Headers.CacheControl = "private, no-store";
        return new RazorComponentResult<FaultPage>(new { Fault = fault }) { StatusCode = fault.Status }.ExecuteAsync(http);
    }
}
