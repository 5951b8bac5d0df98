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
            "contactbooks doctor --data /var/lib/contactbooks --json")
    {
        AddAll(_json);
        SetAction(Run);
    }

    private int Run(ParseResult given)
    {
        var findings = Examine(given.ReadSettings()).ToList();
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

    private static IEnumerable<Finding> Examine(OperatorSettings settings)
    {
        foreach (var finding in SettingsCheck.Look(settings))
        {
            yield return finding;
        }

        foreach (var finding in CertificateCheck.Look(settings.Server, TimeProvider.System.GetUtcNow()))
        {
            yield return finding;
        }

        yield return UnicodeCheck.Look();
        DateTimeOffset? newestRecord = null;

        // Where PostgreSQL is chosen, no data folder is in use.
        if (settings.Postgres is null)
        {
            var folder = settings.Server.DataFolder;
            yield return EmbeddedStoreChecks.LookAtSqlite();
            yield return EmbeddedStoreChecks.LookAtFolder(folder);
            yield return EmbeddedStoreChecks.LookAtDisk(folder);
            (var database, var found) = EmbeddedStoreChecks.LookAtDatabase(folder);
            newestRecord = found?.NewestRecord;
            yield return database;
            yield return EmbeddedStoreChecks.LookForServer(folder);
        }

        yield return ClockCheck.Look(TimeProvider.System.GetUtcNow(), newestRecord);
    }

    private static string Word(Health health) => health.ToString().ToLowerInvariant();
}
