using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Docs.Operations;
using ContactBooks.Server.Docs.Phones;

namespace ContactBooks.Server.Docs;

/// <summary>The reference for people at <c>/docs</c>. It is served whole from here and asks nothing of any other host.</summary>
internal static class DocsRoutes
{
    private const int MaxTrialBytes = 4 * 1024;
    private const string ExpectedJson = """Send an object, as in {"phone":"07000 782082","defaultCountryCode":"91"}.""";

    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    public static void AddDocs(this IServiceCollection services)
    {
        services.AddSingleton<ApiDescription>();
        services.AddSingleton<PhoneJudge>();
    }

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/docs", GetOrHead, () => new PageResult()).AddEndpointFilter(DocsPolicy.ApplyAsync).ExcludeFromDescription();
        routes.MapPost("/docs/phone", TryPhoneAsync).AddEndpointFilter(DocsPolicy.ApplyAsync).ExcludeFromDescription();
        foreach (var asset in DocsAssets.All)
        {
            asset.Map(routes);
        }
    }

    /// <summary>Answers a script's JSON with JSON, and the form of a browser without scripts with the page again.</summary>
    private static async Task<IResult> TryPhoneAsync(HttpContext http, PhoneJudge judge)
    {
        var body = await RequestBody.ReadAsync(http, MaxTrialBytes);
        if (body.Error is { } unreadable)
        {
            return new EnvelopeResult(unreadable);
        }

        if (http.Request.HasFormContentType)
        {
            var filledIn = PhoneTrial.OfForm(body.Bytes);
            return new PageResult(filledIn, judge.Judge(filledIn));
        }

        if (ContentTypeRule.Check(http.Request) is { } wrongType)
        {
            return new EnvelopeResult(wrongType);
        }

        return PhoneTrial.OfJson(body.Bytes) is { } trial
            ? Results.Json(judge.Judge(trial), PhoneVerdictJson.Default.PhoneVerdict)
            : new EnvelopeResult(ApiError.Validation("", RequestFaultCode.InvalidJson, ExpectedJson));
    }

    /// <summary>An error in the envelope that the API's have.</summary>
    private sealed class EnvelopeResult(ApiError error) : IResult
    {
        public Task ExecuteAsync(HttpContext http) => Envelope.WriteAsync(http, error);
    }
}
