using ContactBooks.Server.Web;

namespace ContactBooks.Server.Dashboard;

/// <summary>What the pages load.</summary>
internal static class DashboardAssets
{
    /// <summary>Their own style, beside <see cref="Asset.Theme"/>.</summary>
    public static Asset Style { get; } = new("Dashboard/dashboard.css");

    /// <summary>What makes them pleasanter. They work without it.</summary>
    public static Asset Script { get; } = new("Dashboard/dashboard.js");

    /// <summary>The style of imports.</summary>
    public static Asset ImportStyle { get; } = new("Dashboard/imports.css");

    /// <summary>What makes imports pleasanter.</summary>
    public static Asset ImportScript { get; } = new("Dashboard/imports.js");

    /// <summary>What has the browser ask for passkeys.</summary>
    public static Asset PasskeyScript { get; } = new("Dashboard/passkeys.js");

    /// <summary>The style of charts.</summary>
    public static Asset ChartStyle { get; } = new("Dashboard/charts.css");

    public static IReadOnlyList<Asset> All { get; } = [Style, Script, ImportStyle, ImportScript, PasskeyScript, ChartStyle];
}
