namespace ContactBooks.Server.Web;

/// <summary>The icon in a browser's tab.</summary>
internal static class SiteIcon
{
    /// <summary>The picture itself, so that it takes no request.</summary>
    public const string Address =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect x='2' width='13' height='16' rx='3' fill='%234f46e5'/%3E" +
        "%3Ccircle cx='8.5' cy='6' r='2.2' fill='%23fff'/%3E%3Cpath d='M4.5 13a4 4 0 0 1 8 0z' fill='%23fff'/%3E%3C/svg%3E";
}
