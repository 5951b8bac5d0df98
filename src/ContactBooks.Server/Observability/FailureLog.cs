using System.Data.Common;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability;

/// <summary>Tells the operator of requests that failed through no fault of who sent them.</summary>
internal sealed partial class FailureLog(ILogger<FailureLog> log)
{
    /// <param name="requestId">Which request.</param>
    /// <param name="code">What it is answered with.</param>
    /// <param name="e">What happened.</param>
    public void Write(string requestId, string code, Exception e)
    {
        if (e is StoreFaultException fault)
        {
            // Its reason says all; a stack for each refused request would fill a log on the very disk that is full.
            Refused(log, requestId, code, fault.Message, fault.InnerException?.GetType().FullName);
        }
        else
        {
            // Without the exception's message: it might repeat what was sent.
            Failed(log, requestId, code, NameOf(e), e.StackTrace);
        }
    }

    /// <summary>Its type; of a database's error the state too, without which who reads the log is helpless.</summary>
    private static string NameOf(Exception e) => e is DbException { SqlState: { } state } ? $"{e.GetType().FullName} {state}" : e.GetType().FullName!;

    [LoggerMessage(1, LogLevel.Error, "Request {RequestId} failed with {Code}: {Exception}\n{StackTrace}")]
    private static partial void Failed(ILogger logger, string requestId, string code, string exception, string? stackTrace);

    [LoggerMessage(2, LogLevel.Error, "Request {RequestId} failed with {Code}: {Reason} {Cause}")]
    private static partial void Refused(ILogger logger, string requestId, string code, string reason, string? cause);
}
