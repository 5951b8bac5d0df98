using ContactBooks.Core.Files;
using ContactBooks.Server.Api.Imports;

namespace ContactBooks.Server.Imports;

/// <summary>All that imports are made of.</summary>
internal static class ImportServices
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton(new FileLimits());
        services.AddSingleton<ImportSignal>();
        services.AddSingleton<ImportQueue>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<ImportWork>();
        services.AddHostedService<ImportRunner>();

        services.AddSingleton<ImportBody>();
        services.AddSingleton<FilePlanner>();
        services.AddSingleton<NewImports>();
        services.AddSingleton<FilePreviewer>();
        services.AddSingleton<ImportPreview>();
        services.AddSingleton<ImportEndpoints>();
        services.AddSingleton<RejectedRows>();
        services.AddSingleton<ImportEventStream>();
        services.AddSingleton<ImportEvents>();
    }
}
