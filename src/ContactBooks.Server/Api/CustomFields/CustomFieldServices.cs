namespace ContactBooks.Server.Api.CustomFields;

/// <summary>All that custom fields' definitions are made of.</summary>
internal static class CustomFieldServices
{
    public static void AddCustomFields(this IServiceCollection services)
    {
        services.AddSingleton<CustomFieldRegistry>();
        services.AddSingleton<CustomFieldEndpoints>();
    }
}
