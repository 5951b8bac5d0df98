using System.Diagnostics;
using OpenTelemetry;

namespace ContactBooks.Server.Observability;

/// <summary>
/// Lets of Npgsql's spans go out what can't be a customer's: names, counts and the SQL's text, which has parameters where
/// data stands. Whatever else a version of Npgsql may put on them stays here.
/// <para>
/// A failed command's span stays here whole: its event has PostgreSQL's message, which may repeat a value, and an event
/// can't be taken off. The SQLSTATE goes to the span of the store's operation around it.
/// </para>
/// </summary>
internal sealed class DatabaseSpanPrivacy : BaseProcessor<Activity>
{
    /// <summary>The name of Npgsql's source and of its meter.</summary>
    public const string Npgsql = "Npgsql";

    private const string SqlState = "db.response.status_code";

    private static readonly HashSet<string> Allowed =
    [
        "db.system.name", "db.namespace", "db.operation.name", "db.collection.name", "db.stored_procedure.name", "db.query.text", SqlState,
        "db.npgsql.connection_id", "db.npgsql.prepared", "db.npgsql.rows", "server.address", "server.port", "error.type",
    ];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Npgsql)
        {
            return;
        }

        if (data.Status == ActivityStatusCode.Error || data.Events.Any(one => one.Name == "exception"))
        {
            data.Parent?.SetTag(SqlState, data.GetTagItem(SqlState));
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // what the exporter goes by
            return;
        }

        foreach (var (name, _) in data.TagObjects.Where(tag => !Allowed.Contains(tag.Key)).ToList())
        {
            data.SetTag(name, null);
        }
    }
}
