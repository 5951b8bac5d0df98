using ContactBooks.Server.Hosting;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Server.Settings;

/// <summary>What the operator has set: by files, environment and flags, the later winning over the earlier.</summary>
/// <param name="Server">What a server is started with. A setting that has a fault is at its default here.</param>
/// <param name="Postgres">A PostgreSQL connection, which wins over any data folder; null for none.</param>
/// <param name="PostgresOptions">How much of the machine a node over PostgreSQL takes.</param>
/// <param name="Faults">What is wrong with it, all of it, each saying what to do.</param>
/// <param name="Unknown">Settings of ours that there aren't, which may be misspelt.</param>
internal sealed record OperatorSettings(
    ServerSettings Server, string? Postgres, PostgresOptions PostgresOptions, IReadOnlyList<string> Faults, IReadOnlyList<string> Unknown)
{
    /// <summary>These settings, if nothing is wrong with them.</summary>
    /// <exception cref="SettingsException">Something is.</exception>
    public OperatorSettings Checked() => Faults.Count == 0 ? this : throw new SettingsException(Faults);
}

/// <summary>The configuration has faults.</summary>
/// <param name="faults">All of them.</param>
internal sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults));

/// <summary>The settings given on the command line; null for each that isn't.</summary>
/// <param name="Data">The folder of the embedded database.</param>
/// <param name="Postgres">A PostgreSQL connection.</param>
/// <param name="Urls">The addresses to listen on.</param>
internal sealed record SettingsFlags(string? Data = null, string? Postgres = null, string? Urls = null);
