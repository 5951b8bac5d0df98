namespace ContactBooks.Server.Statistics;

/// <summary>All that numbers to look at are made of.</summary>
internal static class StatisticsServices
{
    public static void AddStatistics(this IServiceCollection services)
    {
        services.AddSingleton<RowCounts>();
        services.AddSingleton<ContactStatistics>();
    }
}
