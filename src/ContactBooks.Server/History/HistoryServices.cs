using ContactBooks.Server.Api.History;

namespace ContactBooks.Server.History;

/// <summary>All that the history and undoing are made of.</summary>
internal static class HistoryServices
{
    public static void AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<ChangeNotes>();
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<ChangeUndo>();
        services.AddSingleton<BookDeletions>();
        services.AddHostedService<ChangeRunner>();

        services.AddSingleton<HistoryEndpoints>();
        services.AddSingleton<Undoing>();
    }
}
