using ContactBooks.Server.Dashboard.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactBooks.Server.Dashboard.Errors;

/// <summary>Answers with a page that says why there is no other.</summary>
internal static class FaultPages
{
    public static async Task WriteAsync(HttpContext http, PageFault fault)
    {
        PageHeaders.Apply(http.Response);

        // A request's renderer makes one page. Where that has come to nothing, this one needs another.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<FaultPage>(new { Fault = fault }) { StatusCode = fault.Status }.ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }
}
