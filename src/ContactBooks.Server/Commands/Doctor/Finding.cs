namespace ContactBooks.Server.Commands.Doctor;

/// <summary>How well something is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, and should be looked at.</summary>
    Warning,

    /// <summary>It doesn't work.</summary>
    Fault,
}

/// <summary>What a check found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Health">How well it is.</param>
/// <param name="Message">What was found.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
internal sealed record Finding(string Check, Health Health, string Message, string? Advice = null)
{
    /// <summary>All is well.</summary>
    public static Finding Ok(string check, string message) => new(check, Health.Ok, message);
}
