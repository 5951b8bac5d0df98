using ContactBooks.Core.Suppressions;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>All that the suppression list is made of.</summary>
internal static class SuppressionServices
{
    public static void AddSuppressions(this IServiceCollection services)
    {
        services.AddSingleton<SuppressionNormaliser>();
        services.AddSingleton<SuppressionList>();
        services.AddSingleton<SuppressionWrites>();
        services.AddSingleton<SuppressionFiles>();
        services.AddSingleton<SuppressionImport>();
        services.AddSingleton<SuppressionExport>();
    }
}
