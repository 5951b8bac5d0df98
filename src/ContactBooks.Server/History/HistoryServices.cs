using ContactBooks.Server.Api.History;

namespace ContactBooks.Server.History;

/// <summary>All that the history and undoing are made of.</summary>
internal static class HistoryServices
{
    public static void AddHistory(this IServiceCollection services)
    {
        services.AddSingleton<ChangeNotes>();
        services.AddSingleton<UndoSignal>();
        services.AddSingleton<ChangeUndo>();
        services.AddHostedService<UndoRunner>();

        services.AddSingleton<HistoryEndpoints>();
        services.AddSingleton<Undoing>();
    }
}
