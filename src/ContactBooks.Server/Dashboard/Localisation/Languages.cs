using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace ContactBooks.Server.Dashboard.Localisation;

/// <summary>
/// The languages of the pages. Texts are in the one that the reader has chosen, else in the first that the browser asks for and there is;
/// numbers and dates as the browser's own language and country write them.
/// </summary>
internal static class Languages
{
    /// <summary>Each in its own words.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [("en", "English"), ("hi", "हिन्दी")];

    /// <summary>Whether there are texts in it.</summary>
    public static bool Has(string? code) => All.Any(one => one.Code == code);

    /// <summary>Has the browser ask for it from now on.</summary>
    public static void Choose(HttpResponse response, string code) => response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(code)),
        new CookieOptions { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });

    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture("en");
        options.SupportedUICultures = [.. All.Select(one => CultureInfo.GetCultureInfo(one.Code))];
        options.SupportedCultures = [.. All.SelectMany(one => CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Where(culture => culture.TwoLetterISOLanguageName == one.Code)), .. options.SupportedUICultures];
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    }
}
