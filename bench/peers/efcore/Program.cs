// The peer that a .NET team would write the usual way: a minimal API, EF Core over Npgsql, libphonenumber. A request loads the
// contacts that there are into tracked entities, changes and adds, and saves the changes; all else is as the packages come.
//
// It answers the bulk upload alone, in our envelope and over tables like ours. It does less: no Idempotency-Key, no dry run, no
// limits, no scopes or features of a token; nothing is kept up that a search would need; of a row only the phone is judged,
// and that by the library's reading alone (it finds a number among letters); a null is as absent and clears nothing. Of two
// uploads at once that create the same contact one is answered 500, and of two that change it the later one's values stay.
using ContactBooks.Peers.EfCore;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["PORT"] ?? "3000"}");
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddDbContextPool<ContactsContext>(options => options
    .UseNpgsql(builder.Configuration.GetConnectionString("Contacts"))
    .UseSnakeCaseNamingConvention());
builder.Services.AddScoped<BulkUpload>();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new ScalarTextConverter()));
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

var app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    ExceptionHandler = http => Answer.OfException(http).ExecuteAsync(http),
    SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException,
});
app.UseMiddleware<TokenMiddleware>();
app.MapPost(
    "/api/v2/contact-books/{bookUid}/contacts/bulk",
    (string bookUid, BulkRequest request, HttpContext http, BulkUpload upload) =>
        upload.RunAsync(TokenMiddleware.CustomerOf(http), bookUid, request, http.RequestAborted));

await app.StartAsync();
Console.WriteLine($"listening on {app.Urls.Single()}");
await app.WaitForShutdownAsync();
