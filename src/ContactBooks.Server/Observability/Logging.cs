using Microsoft.Extensions.Logging.Console;

namespace ContactBooks.Server.Observability;

/// <summary>
/// Logs go to standard error, one line each: for people on a terminal, as JSON for machines elsewhere. The framework's
/// own request logs, which tell paths and queries, stay off.
/// </summary>
internal static class Logging
{
    public static void AddServerLogging(this ILoggingBuilder logging, LogLevel level)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        var framework = level > LogLevel.Warning ? level : LogLevel.Warning;
        logging.AddFilter("Microsoft", framework);
        logging.AddFilter("System", framework);
        logging.AddFilter("OpenTelemetry", framework);

        // It warns that its keys lie in the store as they are, which is decided (see KeyRing).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", level > LogLevel.Error ? level : LogLevel.Error);

        // A start that fails is told by the command, in a line. That something stopped the server is critical, and logged.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        if (Console.IsErrorRedirected)
        {
            logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = "HH:mm:ss.fff ";
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
