using System.Diagnostics;
using ContactBooks.Server.Observability;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace ContactBooks.Specs.Observability;

public sealed class DatabaseSpanPrivacySpecs : IDisposable
{
    private readonly ActivitySource _npgsql = new("Npgsql");
    private readonly ActivitySource _store = new($"Store of {nameof(DatabaseSpanPrivacySpecs)}");
    private readonly Kept _kept = new();
    private readonly TracerProvider _provider;

    public DatabaseSpanPrivacySpecs() => _provider = Sdk.CreateTracerProviderBuilder()
        .AddSource(_npgsql.Name, _store.Name)
        .AddProcessor(new DatabaseSpanPrivacy())
        .AddProcessor(new SimpleActivityExportProcessor(_kept))
        .Build();

    public void Dispose()
    {
        _provider.Dispose();
        _npgsql.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void The_text_of_sql_goes_out_and_a_parameters_value_does_not()
    {
        using (var store = _store.StartActivity("store.upload"))
        using (var command = _npgsql.StartActivity("contacts"))
        {
            command!.SetTag("db.query.text", "select $1").SetTag("db.query.parameter.$1", "917000782082").SetTag("db.connection_string", "Host=db;Username=u");
        }

        _kept.Of(_store, "contacts").Should().ContainSingle().Which.TagObjects.Select(tag => (tag.Key, tag.Value)).Should().Equal(("db.query.text", "select $1"));
    }

    [Fact]
    public void A_failed_command_whose_message_may_repeat_a_value_stays_here_and_its_state_goes_to_the_stores_span()
    {
        using (var store = _store.StartActivity("store.search"))
        using (var command = _npgsql.StartActivity("contacts"))
        {
            command!.SetTag("db.response.status_code", "22P02");
            command.AddException(new InvalidOperationException("invalid input syntax: \"917000782082\""));
            command.SetStatus(ActivityStatusCode.Error, "917000782082");
        }

        _kept.Of(_store, "contacts").Should().BeEmpty();
        _kept.Of(_store, "store.search").Should().ContainSingle().Which.GetTagItem("db.response.status_code").Should().Be("22P02");
    }

    private sealed class Kept : BaseExporter<Activity>
    {
        private readonly List<Activity> _spans = [];

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var span in batch)
            {
                _spans.Add(span);
            }

            return ExportResult.Success;
        }

        // Of this test's spans alone: sources are heard throughout the process.
        public List<Activity> Of(ActivitySource store, string name) =>
            [.. _spans.Where(span => span.OperationName == name && (span.Source == store || span.Parent?.Source == store))];
    }
}
