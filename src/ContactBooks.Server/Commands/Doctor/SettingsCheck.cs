using ContactBooks.Server.Settings;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether the settings are right.</summary>
internal static class SettingsCheck
{
    private const string Check = "configuration";

    /// <summary>Looks; a finding for each fault.</summary>
    public static IEnumerable<Finding> Look(OperatorSettings settings)
    {
        foreach (var fault in settings.Faults)
        {
            yield return new Finding(Check, Health.Fault, fault, "Mend it in appsettings.json, the environment or the options.");
        }

        foreach (var key in settings.Unknown)
        {
            yield return new Finding(Check, Health.Warning, $"There is no setting {ConfigurationSources.Section}:{key}.", "Is it misspelt? docs/operating.md lists all.");
        }

        if (settings.Faults.Count == 0 && settings.Unknown.Count == 0)
        {
            yield return Finding.Ok(Check, $"The settings are right; the server would listen on {settings.Server.Urls}.");
        }
    }
}
