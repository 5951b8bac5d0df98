using System.CommandLine;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.Settings;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary><c>doctor</c></summary>
internal sealed class DoctorCommand : OperatorCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public DoctorCommand()
        : base(
            "doctor",
            "Checks configuration, certificate, database, schema, disk and clock, and says what to do about each fault. Changes nothing.",
            "contactbooks doctor",
            "contactbooks doctor --data /var/lib/contactbooks --json",
            "contactbooks doctor --postgres 'Host=db1,db2;Username=contactbooks;Password=…;Database=contactbooks'")
    {
        AddAll(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var findings = await ExamineAsync(given.ReadSettings());
        if (given.GetValue(_json))
        {
            JsonResult.Write(findings.Select(finding => new { finding.Check, Status = Word(finding.Health), finding.Message, finding.Advice }));
        }
        else
        {
            foreach (var finding in findings)
            {
                HumanResult.Line($"{Word(finding.Health),-7}  {finding.Check,-13}  {finding.Message}{(finding.Advice is { } advice ? $" {advice}" : "")}");
            }
        }

        return findings.Exists(finding => finding.Health == Health.Fault) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<List<Finding>> ExamineAsync(OperatorSettings settings)
    {
        // Where PostgreSQL is chosen, no data folder is in use.
        var (store, newestRecord, difference) = settings.Postgres is { } connection ? await LookAtPostgresAsync(connection) : LookAtFolder(settings.Server.DataFolder);
        var now = TimeProvider.System.GetUtcNow();
        return
        [
            .. SettingsCheck.Look(settings),
            .. CertificateCheck.Look(settings.Server, now),
            UnicodeCheck.Look(),
            .. store,
            ClockCheck.Look(now, newestRecord, difference),
        ];
    }

    private static (IReadOnlyList<Finding> Findings, DateTimeOffset? NewestRecord, TimeSpan? Difference) LookAtFolder(string folder)
    {
        var (database, found) = EmbeddedStoreChecks.LookAtDatabase(folder);
        return (
            [
                EmbeddedStoreChecks.LookAtSqlite(),
                EmbeddedStoreChecks.LookAtFolder(folder),
                EmbeddedStoreChecks.LookAtDisk(folder),
                database,
                EmbeddedStoreChecks.LookForServer(folder),
            ],
            found?.NewestRecord,
            null);
    }

    private static async Task<(IReadOnlyList<Finding> Findings, DateTimeOffset? NewestRecord, TimeSpan? Difference)> LookAtPostgresAsync(string connection)
    {
        var (findings, found) = await PostgresStoreChecks.LookAsync(connection);
        return (findings, found?.Content?.NewestRecord, found?.Server?.ClockDifference);
    }

    private static string Word(Health health) => health.ToString().ToLowerInvariant();
}
