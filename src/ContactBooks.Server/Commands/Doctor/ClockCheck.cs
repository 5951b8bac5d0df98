using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Doctor;

/// <summary>Whether the clock can be right: identifiers, expiry of tokens and orders of lists go by it.</summary>
internal static class ClockCheck
{
    private const string Check = "clock";
    private const string Advice = "Set the clock; systemd: timedatectl set-ntp true.";

    // Nodes that differ by more show contacts in an order that nobody wrote them in; a network's delay is far less.
    private static readonly TimeSpan ServerTolerance = TimeSpan.FromSeconds(10);

    // Two machines that share a folder's backups may differ by this much without harm.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Looks.</summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="newestRecord">When the newest record of the database was written, if there is one.</param>
    /// <param name="difference">How far the clock of a database server is ahead of it; null where there is none.</param>
    public static Finding Look(DateTimeOffset now, DateTimeOffset? newestRecord, TimeSpan? difference = null)
    {
        if (newestRecord > now + Tolerance)
        {
            return new Finding(Check, Health.Fault, $"It says {HumanResult.Time(now)}, and the database has a record of {HumanResult.Time(newestRecord.Value)}.", Advice);
        }

        if (difference?.Duration() > ServerTolerance)
        {
            return new Finding(
                Check,
                Health.Warning,
                FormattableString.Invariant($"It says {HumanResult.Time(now)}, and the database server's differs by {difference.Value.Duration().TotalSeconds:0} s."),
                "Set both, and those of all nodes; systemd: timedatectl set-ntp true.");
        }

        var built = ProgramTime();
        return built > now + Tolerance
            ? new Finding(Check, Health.Warning, $"It says {HumanResult.Time(now)}, and this program's file is of {HumanResult.Time(built)}.", Advice)
            : Finding.Ok(Check, $"It says {HumanResult.Time(now)}.");
    }

    // Builds are deterministic and hold no time of their own; the file's is that of the build or the installation.
    private static DateTimeOffset ProgramTime()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "contactbooks.dll");
        var program = File.Exists(library) ? library : Environment.ProcessPath;
        return program is null ? DateTimeOffset.MinValue : File.GetLastWriteTimeUtc(program);
    }
}
